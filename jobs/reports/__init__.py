# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of jobs, as one page that can be read without Blender, printed and mailed."""
