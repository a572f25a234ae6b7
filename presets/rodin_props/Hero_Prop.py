# SPDX-License-Identifier: GPL-3.0-or-later
import bpy

settings = bpy.context.scene.rodin_props

settings.tier = "GEN_2_5_EXTREME_HIGH"
settings.mesh_mode = "QUAD"
settings.quality = "HIGH"
settings.material = "PBR"
settings.uhd_texture = True
settings.texture_delight = True
settings.quad_normal = True
