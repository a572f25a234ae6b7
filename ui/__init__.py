# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user sees: settings, preferences, panels, menus. Draws snapshots; decides nothing."""

import sys

from . import (
    dressing,
    drop,
    image_editor,
    job_list,
    library,
    light,
    menus,
    mesh,
    panels,
    preferences,
    progress,
    properties,
    provenance,
    publishing,
    variants,
)
from .cutting import panels as cutting
from .presets import panel as presets

_MODULES = (
    properties,
    preferences,
    presets,
    panels,
    variants,
    provenance,
    mesh,
    job_list,
    library,
    light,
    menus,
    image_editor,
    cutting,
    drop,
    publishing,
    dressing,
    progress,
)


def register() -> None:
    for module in _MODULES:
        module.register()


def unregister() -> None:
    for module in reversed(_MODULES):
        module.unregister()
    if (thumbnails := sys.modules.get(f"{__package__}.layouts.thumbnails")) is not None:  # none was drawn otherwise
        thumbnails.release()
