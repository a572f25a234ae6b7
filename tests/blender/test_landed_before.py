# SPDX-License-Identifier: GPL-3.0-or-later
"""A file in which a prop has landed, opened by another name: the prop does not land there again."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]

FOLDER, NAME = "Küche", "Büro.blend"
DECOMPOSED = unicodedata.normalize("NFD", NAME)


@pytest.fixture
def saved(online: Any, tmp_path: Path) -> Path:
    """A saved file in which a prop has landed."""
    path = tmp_path / FOLDER / NAME
    path.parent.mkdir()
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    bpy.ops.rodin_props.generate_from_text(prompt="a crate")
    bpy.ops.wm.save_mainfile()
    return path


@pytest.fixture
def lands(part: Part, jobs: Callable[[], tuple[Any, ...]]) -> Callable[[Path], bool]:
    """A function that opens a file and says whether the prop would land in it, if its place were there."""

    def look(path: Path) -> bool:
        bpy.ops.wm.open_mainfile(filepath=str(path))
        lands_by_itself: Callable[[Any], bool] = part("session.landing.landed_before").lands_by_itself
        return lands_by_itself(jobs()[0])

    return look


def test_by_its_own_name(saved: Path, lands: Callable[[Path], bool]) -> None:
    assert not lands(saved)


@pytest.mark.long
def test_saved_in_the_tick_of_the_landing(
    saved: Path, lands: Callable[[Path], bool], part: Part, jobs: Callable[[], tuple[Any, ...]]
) -> None:
    (landing,) = part("session.session").current().ledger.landings.of(jobs()[0].id)
    os.utime(saved, (landing.at - 0.01, landing.at - 0.01))
    assert not lands(saved)
    os.utime(saved, (landing.at - 1.0, landing.at - 1.0))
    assert lands(saved), "what was saved before it landed has lost it"


@pytest.mark.long
def test_through_another_way_to_its_folder(saved: Path, lands: Callable[[Path], bool], tmp_path: Path) -> None:
    (tmp_path / "server").symlink_to(saved.parent)
    assert not lands(tmp_path / "server" / NAME)


def test_with_its_accents_written_in_another_way(saved: Path, lands: Callable[[Path], bool]) -> None:
    assert DECOMPOSED != NAME
    assert not lands(saved.rename(saved.with_name(DECOMPOSED)))


@pytest.mark.parametrize(("system", "again"), [("win32", False), ("darwin", False), ("linux", True)])
@pytest.mark.long
def test_in_another_case(
    saved: Path, lands: Callable[[Path], bool], monkeypatch: pytest.MonkeyPatch, system: str, again: bool
) -> None:
    other = saved.rename(saved.with_name(NAME.upper().replace("BLEND", "blend")))
    monkeypatch.setattr(sys, "platform", system)
    assert lands(other) == again


def test_a_copy_is_another_file(saved: Path, lands: Callable[[Path], bool], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert lands(Path(shutil.copy2(saved, tmp_path / "other" / NAME)))
    assert lands(Path(shutil.copy2(saved, saved.with_name(DECOMPOSED)))), "both are there: two files"
