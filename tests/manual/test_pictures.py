# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual's pictures: each is there, is used, and is still taken by its window test."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from manual.pictures.record import FILE_NAME, Taken, read_record
from manual.pictures.table import PICTURES, ZIP_TO_PROP, Crop, Picture
from manual.pictures.take import find_screenshot, missing_screenshots, take_pictures

PICTURE = Picture(name="panel", test="test_a_day", screenshot="1-idle", crop=Crop(10, 20, 40, 60))
SCENARIO = re.compile(r"(\w+):\w+")
SECONDS = re.compile(r"(\d+) to (\d+)\s+seconds")
USED = re.compile(r"pictures/([\w-]+)\.webp")


def _scenarios(window: Path, test: str) -> set[Path]:
    """Return the files of the scenarios that a window test plays: it names them as “module:function”."""
    trees = (ast.parse(path.read_text("utf-8")) for path in window.glob("*.py"))
    functions = (
        node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == test
    )
    texts = (node.value for function in functions for node in ast.walk(function) if isinstance(node, ast.Constant))
    named = (SCENARIO.fullmatch(text) for text in texts if isinstance(text, str))
    return {window / "inside" / f"{found[1]}.py" for found in named if found}


def _screenshots(scenario: Path) -> Iterator[str]:
    """Give what a scenario calls its screenshots, as regular expressions: a part may differ each time."""
    for node in ast.walk(ast.parse(scenario.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="screenshot"), args=[ast.Constant(value=str(name))]):
                yield re.escape(name)
            case ast.Call(
                func=ast.Name(id="look") | ast.Attribute(attr="look"),
                args=[ast.Name(id="desk"), ast.Constant(value=str(name))] | [ast.Constant(value=str(name))],
            ):
                yield re.escape(name)  # has the viewport drawn, or a popover opened, first
            case ast.Call(func=ast.Attribute(attr="screenshot"), args=[ast.JoinedStr(values=parts)]):
                yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"\w+" for p in parts)


def test_each_picture_of_the_table_is_in_the_manual_and_no_other(root: Path) -> None:
    names = [picture.name for picture in PICTURES]
    assert len(set(names)) == len(names)
    assert {path.name for path in (root / "docs" / "pictures").iterdir()} == {f"{name}.webp" for name in names} | {
        FILE_NAME
    }


def test_each_shows_the_version_that_the_manual_is_about(root: Path) -> None:
    manifest = tomllib.loads((root / "blender_manifest.toml").read_text("utf-8"))
    taken = read_record(root / "docs" / "pictures").pictures
    older = {picture.name for picture in PICTURES if taken[picture.name].version != manifest["version"]}
    assert not older, "play the window tests, then: make docs-pictures"


@pytest.mark.parametrize("page", ["README.md", "docs/first-prop.md"])
def test_a_page_says_how_long_a_stranger_took_in_the_test(root: Path, page: str) -> None:
    seconds = read_record(root / "docs" / "pictures").zip_to_prop_seconds
    said = SECONDS.search((root / page).read_text("utf-8"))
    assert len(seconds) > 1, "the shortest way is measured in the oldest and in the newest Blender with a window"
    assert said is not None
    assert [int(said[1]), int(said[2])] == [round(min(seconds.values())), round(max(seconds.values()))]


def test_each_is_shown_on_a_page_and_no_page_shows_another(root: Path) -> None:
    pages = [root / "README.md", *(root / "docs").rglob("*.md")]
    used = {name for page in pages for name in USED.findall(page.read_text("utf-8"))}
    assert used == {picture.name for picture in PICTURES}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_its_window_test_still_takes_it(root: Path, picture: Picture) -> None:
    scenarios = _scenarios(root / "tests" / "window", picture.test)
    assert any(re.fullmatch(name, picture.screenshot) for each in scenarios for name in _screenshots(each))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_it_is_as_big_as_its_part_of_the_screen(root: Path, picture: Picture) -> None:
    with Image.open(root / "docs" / "pictures" / f"{picture.name}.webp") as image:
        assert image.size == (picture.crop.right - picture.crop.left, picture.crop.bottom - picture.crop.top)


def _screenshot(window: Path, blender: str, color: str) -> Path:
    path = window / blender / PICTURE.test / f"{PICTURE.screenshot}.png"
    path.parent.mkdir(parents=True)
    (path.parent / "version.txt").write_text("0.9.0", "utf-8")
    Image.new("RGB", (100, 80), color).save(path)
    return path


def test_the_newest_blender_that_has_it_is_taken(tmp_path: Path) -> None:
    _screenshot(tmp_path, "blender-4.3.2", "red")
    newest = _screenshot(tmp_path, "blender-10.0.1", "green")
    (tmp_path / "blender-11.0.0").mkdir()
    assert find_screenshot(tmp_path, PICTURE) == newest


def test_pictures_are_cut_out_and_those_nobody_needs_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("manual.pictures.take.PICTURES", (PICTURE,))
    _screenshot(tmp_path / "window", "blender-5.2.2", "green")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "older.webp").touch()
    take_pictures(tmp_path / "window", tmp_path / "pictures")
    assert missing_screenshots(tmp_path / "window") == []
    (taken,) = (tmp_path / "pictures").glob("*.webp")
    with Image.open(taken) as image:
        assert (taken.name, image.size) == ("panel.webp", (30, 40))


def test_the_record_says_where_each_picture_comes_from_and_forgets_those_nobody_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, folder = tmp_path / "window", tmp_path / "pictures"
    monkeypatch.setattr("manual.pictures.take.PICTURES", (PICTURE, replace(PICTURE, name="older")))
    _screenshot(window, "blender-4.3.2", "red")
    take_pictures(window, folder)
    monkeypatch.setattr("manual.pictures.take.PICTURES", (PICTURE,))
    take_pictures(tmp_path / "nothing", folder)
    assert read_record(folder).pictures == {"panel": Taken(version="0.9.0", blender="4.3.2")}


def test_the_record_keeps_the_seconds_until_they_are_measured_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("manual.pictures.take.PICTURES", ())
    measured = tmp_path / "window" / "blender-5.2.2" / ZIP_TO_PROP / "seconds.json"
    measured.parent.mkdir(parents=True)
    measured.write_text(json.dumps({"seconds": {"installed": 9.5, "prop": 40.5}}), "utf-8")
    take_pictures(tmp_path / "window", tmp_path)
    take_pictures(tmp_path / "nothing", tmp_path)
    assert read_record(tmp_path).zip_to_prop_seconds == {"5.2.2": 40.5}


def test_what_no_run_produced_is_named_and_the_old_picture_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("manual.pictures.take.PICTURES", (PICTURE,))
    (tmp_path / "panel.webp").write_bytes(b"old")
    take_pictures(tmp_path / "window", tmp_path)
    assert missing_screenshots(tmp_path / "window") == ["panel: no Blender has test_a_day/1-idle.png"]
    assert (tmp_path / "panel.webp").read_bytes() == b"old"
