# SPDX-License-Identifier: GPL-3.0-or-later
"""The surface for scripts, and a limit that scripts may spend."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


@pytest.fixture
def script(online: Any, part: Part) -> Any:
    """The module that scripts import."""
    return part("script")


@pytest.fixture
def preferences(online: Any) -> Iterator[Any]:
    """The extension's preferences; scripts may spend nothing before and after."""
    found = bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences
    yield found
    found.script_credit_limit, found.keep, found.library_folder, found.library_name = 0.0, "NOWHERE", "", ""
    libraries = bpy.context.preferences.filepaths.asset_libraries
    for each in list(libraries)[1:]:
        libraries.remove(each)


@pytest.fixture
def allow(preferences: Any, part: Part) -> Callable[[float], None]:
    """A function that lets scripts spend so many credits more than they have: the tests share a ledger."""

    def allowed(credits: float) -> None:
        spent = part("session.session").current().ledger.orders.script_credits()
        preferences.script_credit_limit = spent + credits

    return allowed


@pytest.fixture
def submissions(sandbox: Any) -> Callable[[], int]:
    """A function that says how many generations the service was sent."""
    return lambda: sum(each["path"].endswith("/rodin") for each in sandbox.record()["requests"])


@pytest.fixture
def library(preferences: Any, tmp_path: Path) -> Path:
    """The folder of a library that was chosen."""
    folder = tmp_path / "library"
    bpy.ops.rodin_props.choose_library(directory=str(folder), name="Studio")
    return folder
