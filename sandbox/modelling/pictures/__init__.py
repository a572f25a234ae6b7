# SPDX-License-Identifier: GPL-3.0-or-later
"""From pictures to a shape and its colours."""
