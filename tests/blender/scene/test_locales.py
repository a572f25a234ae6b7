# SPDX-License-Identifier: GPL-3.0-or-later
"""A home with letters that the locale of a background Blender cannot write."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from glb_files import chair
from preparing import prepare
from support.locales import FOREIGN_NAME, LOCALES, speak

Part = Callable[[str], ModuleType]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder whose name is not in every alphabet."""
    made = tmp_path / FOREIGN_NAME
    made.mkdir()
    return made


@pytest.mark.parametrize("locale", LOCALES)
def test_a_model_is_prepared(
    part: Part, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path, locale: str
) -> None:
    speak(locale, monkeypatch, tmp_path)
    command = part("scene.background.commands").prepare_command()
    assert prepare(command, chair(home / "model.glb"), name=FOREIGN_NAME)["object"] == FOREIGN_NAME
    with bpy.data.libraries.load(str(home / "prepared.blend")) as (held, _):
        assert held.objects == [FOREIGN_NAME]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_picture_is_taken(
    take: Callable[..., Any],
    stage: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    home: Path,
    locale: str,
) -> None:
    speak(locale, monkeypatch, tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(home))
    stage.name = FOREIGN_NAME
    assert take()[..., 3].any()
