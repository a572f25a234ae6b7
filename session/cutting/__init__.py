# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props from one picture: what each of them is made of, and where it will stand."""
