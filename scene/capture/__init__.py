# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of a scene, rendered by another Blender from a copy that holds what they need."""
