# SPDX-License-Identifier: GPL-3.0-or-later
"""The report page, of the jobs that this Blender knows."""
