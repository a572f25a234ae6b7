# SPDX-License-Identifier: GPL-3.0-or-later
"""A model that was split: its parts are cleaned, named, and put where they are in the whole."""
