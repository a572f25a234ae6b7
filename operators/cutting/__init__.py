# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props from one picture: boxes drawn on it, or the silhouettes of blockouts."""
