# SPDX-License-Identifier: GPL-3.0-or-later
"""Another Blender, with the profile that BLENDER_USER_RESOURCES names: its own extension manager works on a repository.

    python repository_client.py URL

The repository is added, and what it lists is installed and enabled. After a line on standard input, what is installed
is brought up to date, as Blender's button does it. What is installed is printed both times, as JSON.
"""

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import bpy

PACKAGE = "bl_ext.rodin_props_repository.rodin_props"
KEY = "key-that-outlives-an-update"


def _install(url: str) -> None:
    preferences = bpy.context.preferences
    preferences.system.use_online_access = True
    repository = preferences.extensions.repos.new(name="Rodin Props", module="rodin_props_repository", remote_url=url)
    index = list(preferences.extensions.repos).index(repository)
    assert bpy.ops.extensions.repo_sync(repo_index=index) == {"FINISHED"}
    assert bpy.ops.extensions.package_install(repo_index=index, pkg_id="rodin_props") == {"FINISHED"}
    preferences.addons[PACKAGE].preferences.api_key = KEY


def _update() -> None:
    assert bpy.ops.extensions.repo_sync_all() == {"FINISHED"}
    assert bpy.ops.extensions.package_upgrade_all() == {"FINISHED"}


def _facts() -> dict[str, Any]:
    module = importlib.import_module(PACKAGE)
    manifest = Path(str(module.__file__)).with_name("blender_manifest.toml").read_text("utf-8")
    return {
        "version": next(line for line in manifest.splitlines() if line.startswith("version")).split('"')[1],
        "has_operators": hasattr(bpy.types, "RODIN_PROPS_OT_generate_from_text"),
        "key": bpy.context.preferences.addons[PACKAGE].preferences.api_key,
    }


if __name__ == "__main__":
    _install(sys.argv[1])
    print(json.dumps(_facts()), flush=True)
    sys.stdin.readline()
    _update()
    print(json.dumps(_facts()), flush=True)
    os._exit(0)  # PyPI's bpy does not always survive the end of Python
