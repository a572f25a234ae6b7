# SPDX-License-Identifier: GPL-3.0-or-later
import bpy

settings = bpy.context.scene.rodin_props

settings.tier = "SKETCH"
settings.mesh_mode = "QUAD"
settings.quality = "LOW"
settings.material = "PBR"
