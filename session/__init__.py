# SPDX-License-Identifier: GPL-3.0-or-later
"""What a generation needs in this Blender: settings, inputs, jobs, landing. No operators."""
