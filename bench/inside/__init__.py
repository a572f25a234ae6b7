# SPDX-License-Identifier: GPL-3.0-or-later
"""Run in Blender (PyPI's bpy) by the laboratory, one script a process: `python -m bench.inside.NAME RESULT TOLD`."""
