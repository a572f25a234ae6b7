# SPDX-License-Identifier: GPL-3.0-or-later
import bpy

settings = bpy.context.scene.rodin_props

settings.tier = "GEN_2_5_HIGH"
settings.mesh_mode = "RAW"
settings.quality = "MEDIUM"
settings.material = "NONE"
