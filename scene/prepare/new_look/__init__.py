# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures that came for a mesh of the artist's become a material for that very mesh."""
