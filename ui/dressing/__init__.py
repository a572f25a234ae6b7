# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that dresses a set of blockouts: a table of them, what they share, and one button."""

from . import panel, properties


def register() -> None:
    properties.register()
    panel.register()


def unregister() -> None:
    panel.unregister()
    properties.unregister()
