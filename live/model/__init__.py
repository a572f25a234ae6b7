# SPDX-License-Identifier: GPL-3.0-or-later
"""What a downloaded model shows: its size, its triangles, its materials, its front."""
