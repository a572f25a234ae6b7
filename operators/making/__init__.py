# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that begins a generation, and the pictures it takes."""
