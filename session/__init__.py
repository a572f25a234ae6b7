# SPDX-License-Identifier: GPL-3.0-or-later
"""This Blender's side of a generation: settings, inputs, jobs, landing. No operators."""
