# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes of the artist's as files: for the service, and for what is done later with what comes back."""
