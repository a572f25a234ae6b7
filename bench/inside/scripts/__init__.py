# SPDX-License-Identifier: GPL-3.0-or-later
"""What is run in a Blender of its own: `measure(told)` returns what was measured, as JSON has it."""
