# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of several rooms share, one idea in each module; `tests` is on their path."""
