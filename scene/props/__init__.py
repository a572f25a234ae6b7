# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model becomes a prop; the prop's variants, and a place next to it for another one."""
