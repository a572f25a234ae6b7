# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that are shown lighter: which, what it saves, and what is made for it in the background."""
