# SPDX-License-Identifier: GPL-3.0-or-later
"""Typed access to what the user set: preferences, settings, account.

The classes behind them are defined in ui/, which imports this package; so they are looked up by name here.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from bpy.types import Context, Object

    from .account import Account

BASE_PACKAGE = __package__.rpartition(".")[0]
OLDEST_TO_PUBLISH = (5, 2, 0)
"""The Blender that remote asset libraries came with."""
SETTINGS_NAME = "rodin_props"
"""Name of the property group of scenes, and of that of objects."""
DRESSING_NAME = "rodin_props_dressing"
"""Name of the property group of scenes that says what props of a set share."""
DRESSING_ROWS_NAME = "rodin_props_dressing_rows"
"""The collection property of window managers that Blender's list shows: names of blockouts, and nothing else."""
DRESSING_INDEX_NAME = "rodin_props_dressing_row"


@functools.cache
def user_folder() -> Path:
    """Return the extension's own folder, which upgrades leave alone; make it at the first call."""
    from .credentials import close_to_others

    folder = Path(bpy.utils.extension_path_user(BASE_PACKAGE, create=True))
    close_to_others(folder)
    return folder


def preferences(context: Context) -> Any:
    """Return the extension's preferences (ui.preferences.RodinPropsPreferences)."""
    return context.preferences.addons[BASE_PACKAGE].preferences


def settings(context: Context) -> Any:
    """Return the scene's settings (ui.properties.RodinPropsSettings)."""
    return getattr(context.scene, SETTINGS_NAME)


def dressing(context: Context) -> Any:
    """Return what the props of the scene's set share (ui.dressing.properties.RodinPropsDressing)."""
    return getattr(context.scene, DRESSING_NAME)


def own_inputs(target: Object) -> Any:
    """Return what an object says of the prop that will take its place (ui.properties.RodinPropsBlockout)."""
    return getattr(target, SETTINGS_NAME)


def account(context: Context) -> Account:
    """Return the account in use; its key may be empty. Cheap: for drawing.

    :raises UnsafeAddress: the service address is neither https nor on this machine.
    """
    from ..api.http.address import normalise_base_url
    from .account import account_of
    from .credentials import ENVIRONMENT_ADDRESS, key_in_use

    address = os.environ.get(ENVIRONMENT_ADDRESS, "").strip() or preferences(context).base_url
    return account_of(normalise_base_url(address), key_in_use(user_folder()))


def blender_version() -> str:
    """Return Blender's version as the ledger keeps it: “5.0.1”."""
    return ".".join(str(number) for number in bpy.app.version)


@functools.cache
def user_agent() -> str:
    """Return how requests introduce themselves. The manifest is the only place where the version is written."""
    import tomllib

    manifest = tomllib.loads((Path(__file__).parents[1] / "blender_manifest.toml").read_text("utf-8"))
    return f"RodinProps/{manifest['version']} Blender/{bpy.app.version_string.split()[0]}"


def may_connect(base_url: str) -> bool:
    """Say whether requests to this address may leave: online access is on, or they stay on this machine."""
    from ..api.http.address import is_loopback

    return bpy.app.online_access or is_loopback(base_url)
