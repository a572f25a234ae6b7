# SPDX-License-Identifier: GPL-3.0-or-later
import bpy

settings = bpy.context.scene.rodin_props

settings.tier = "GEN_2_5_MEDIUM"
settings.mesh_mode = "QUAD"
settings.quality = "EXTRA_LOW"
settings.material = "PBR"
settings.texture_delight = True
settings.quad_normal = True
