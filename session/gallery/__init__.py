# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery: which jobs are shown of all that there are, which of them are selected, and what is done with those."""
