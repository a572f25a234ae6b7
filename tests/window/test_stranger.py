# SPDX-License-Identifier: GPL-3.0-or-later
"""A person who has never seen it gets from the zip to a prop by the README, in English and in Chinese."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from harness.blender_window import FILE_BROWSER_INSIDE, BlenderWindow

STEPS = ("installed", "online", "key", "pressed", "generating", "prop")
AS_IN_THE_README = {"system.use_online_access": False} | FILE_BROWSER_INSIDE
CHINESE = {"view.language": "zh_HANS", "view.use_translate_interface": True, "view.use_translate_tooltips": True}


def _make_stranger(window: BlenderWindow, service: Any) -> None:
    """Give the window a profile with nothing in it, and no key."""
    window.profile = window.work / "stranger"
    window.profile.mkdir()
    window.environment = {"RODIN_BASE_URL": service.base_url, "RODIN_API_KEY": ""}


def _saw_a_prop(window: BlenderWindow, facts: dict[str, Any], service: Any, prompt: str) -> None:
    """Look at what became of it, and write down how long each step took, beside the pictures."""
    assert facts["before"] is False
    assert facts["file_is_for"] == "EXTENSIONS_OT_package_install_files"
    assert facts["key_error"] == ""
    assert (facts["prompt"], facts["prop"], facts["online"]) == (prompt, "MESH", True)
    assert facts["ticked"] is True
    assert len(facts["things"]) == 1, "the prop stands alone, where it is seen"
    assert facts["height_meters"] == pytest.approx(0.45, rel=0.02)
    assert tuple(facts["seconds"]) == STEPS
    (submission,) = service.record()["submissions"]
    assert submission["charged"] > 0
    took = {name: facts[name] for name in ("blender", "seconds", "of_these_searching")}
    (window.folder / "seconds.json").write_text(json.dumps(took, indent=1), "utf-8")


def test_a_stranger_gets_from_the_zip_to_a_prop(window: BlenderWindow, service: Any, archive: Path) -> None:
    _make_stranger(window, service)
    facts = window.play(
        "stranger:from_zip_to_prop",
        timeout_seconds=400,
        archive=str(shutil.copy(archive, window.work)),
        key=service.key,
        prompt="a wooden stool",
        preferences=AS_IN_THE_README,
    )

    _saw_a_prop(window, facts, service, "a wooden stool")


def test_a_stranger_gets_from_the_zip_to_a_prop_in_chinese(window: BlenderWindow, service: Any, archive: Path) -> None:
    _make_stranger(window, service)
    facts = window.play(
        "stranger:from_zip_to_prop",
        timeout_seconds=400,
        archive=str(shutil.copy(archive, window.work)),
        key=service.key,
        prompt="一个木凳",
        preferences=AS_IN_THE_README | CHINESE,
    )

    _saw_a_prop(window, facts, service, "一个木凳")


def test_the_language_is_changed_while_it_runs(window: BlenderWindow, service: Any) -> None:
    facts = window.play("languages:switched")

    said = {language: facts[f"said_{language}"] for language in ("zh_HANS", "ja_JP", "en_US")}
    assert said["en_US"][0] == "Copy Details"
    assert said["en_US"][1].startswith("2 jobs, ")
    for number in (0, 1):
        assert len({words[number] for words in said.values()}) == 3, "each language says it in its own words"
    for language in said:
        assert facts[f"found_{language}"] == "RodinProps", language
