# SPDX-License-Identifier: GPL-3.0-or-later
"""How big things are, where they are and what is seen of them. Changes nothing."""
