# SPDX-License-Identifier: GPL-3.0-or-later
"""All jobs as the gallery shows them: found, sorted, with what they cost and take, and where they are saved."""
