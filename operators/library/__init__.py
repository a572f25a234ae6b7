# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with the asset library."""
