# SPDX-License-Identifier: GPL-3.0-or-later
"""What the manual in docs/ takes from the code, and from the pictures that the window tests take (development only)."""
