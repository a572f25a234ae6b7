# SPDX-License-Identifier: GPL-3.0-or-later
"""From a mesh and what covers it to files, written as the service writes them."""
