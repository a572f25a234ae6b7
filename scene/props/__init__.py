# SPDX-License-Identifier: GPL-3.0-or-later
"""A finished model becomes a prop; its variants, and room for another one."""
