# SPDX-License-Identifier: GPL-3.0-or-later
"""What a picture file is, by its bytes: kind, which way up, whether it is whole, how many pictures it holds."""
