# SPDX-License-Identifier: GPL-3.0-or-later
"""From inputs to jobs: pictures of the scene, folders, rows, placeholders."""
