# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for a mesh of the artist's: which mesh waits for them, how they land, and the looks to choose from."""
