# SPDX-License-Identifier: GPL-3.0-or-later
"""Rodin over HTTP: plain Python, no bpy, no threads, nothing imported from the rest of the add-on."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
