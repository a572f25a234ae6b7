# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the open scene: ordered here, copied here, and taken by another Blender (see `rendering`)."""
