# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist reads, in other languages: a catalog for each, and how sentences with values are found in it.

Inside, the product speaks English alone. Plain Python, without Blender; `session.language` is who asks.
"""
