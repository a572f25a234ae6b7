# SPDX-License-Identifier: GPL-3.0-or-later
"""What is measured without Blender, each in a Python of its own: `python -m bench.apart.NAME`."""
