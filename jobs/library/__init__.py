# SPDX-License-Identifier: GPL-3.0-or-later
"""The asset library: a folder of .blend files, one for each prop; and what the ledger knows of props kept there."""
