# SPDX-License-Identifier: GPL-3.0-or-later
"""Where others may read the key, the preferences say so."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
WORDS = "may read the key"


class Layout:
    """Stands in for a layout, and collects what it is told to show."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.properties: list[str] = []

    def row(self, **options: Any) -> "Layout":
        return self

    column = row

    def label(self, *, text: str = "", **options: Any) -> None:
        self.labels.append(text)

    def prop(self, owner: Any, name: str, **options: Any) -> None:
        self.properties.append(name)

    def operator(self, *arguments: Any, **options: Any) -> None: ...

    def separator(self) -> None: ...


@pytest.fixture
def said(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """A function that looks, draws the preferences, and gives their words. Without the key of the menu."""
    monkeypatch.setattr(part("ui.preferences"), "draw_key", lambda layout, context: None)

    def draw() -> str:
        part("session.watching.look").forget()
        part("session.watching.look").look(bpy.context)
        layout = Layout()
        context = SimpleNamespace(
            preferences=bpy.context.preferences,
            window_manager=bpy.context.window_manager,
            region=SimpleNamespace(width=600, type="UI"),
        )
        part("ui.preferences").RodinPropsPreferences.draw(SimpleNamespace(layout=layout), context)
        assert "base_url" in layout.properties
        return " ".join(layout.labels)

    return draw


@pytest.fixture
def folder(part: Part) -> Iterator[Path]:
    """The add-on's own folder."""
    found = part("session.addon").user_folder()
    mode = found.stat().st_mode
    yield found
    found.chmod(mode)


def test_nothing_is_said_of_a_folder_that_is_the_artist_s_alone(said: Callable[[], str], folder: Path) -> None:
    assert WORDS not in said()


@pytest.mark.parametrize("mode", [0o777, 0o750, 0o705])
def test_a_disk_that_keeps_nobody_out_is_said(said: Callable[[], str], folder: Path, mode: int) -> None:
    folder.chmod(mode)
    words = said()
    assert WORDS in words
    assert "RODIN_API_KEY" in words
    folder.chmod(0o700)
    assert WORDS not in said()


def test_a_key_that_is_kept_elsewhere_is_not_spoken_of(
    said: Callable[[], str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.chmod(0o777)
    monkeypatch.setenv("RODIN_API_KEY", "some-key")
    assert WORDS not in said()


@pytest.mark.parametrize(
    ("place", "profile", "warned"),
    [
        (r"C:\Users\Ana\AppData\Roaming\Blender", {"USERPROFILE": r"C:\Users\Ana"}, False),
        (r"c:\users\ANA\Blender\portable", {"USERPROFILE": r"C:\Users\Ana"}, False),
        (r"\\server\ana\Roaming\Blender", {"USERPROFILE": r"C:\Users\Ana", "APPDATA": r"\\server\ana\Roaming"}, False),
        (r"D:\blender-5.0\portable", {"USERPROFILE": r"C:\Users\Ana"}, True),
        (r"C:\Users\Anastasia\Blender", {"USERPROFILE": r"C:\Users\Ana"}, True),
        (r"D:\blender-5.0\portable", {}, False),
    ],
)
def test_on_windows_a_folder_outside_of_the_profile_is_said(
    part: Part, monkeypatch: pytest.MonkeyPatch, place: str, profile: dict[str, str], warned: bool
) -> None:
    for name in ("USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, path in profile.items():
        monkeypatch.setenv(name, path)
    monkeypatch.setattr(sys, "platform", "win32")
    assert (WORDS in part("session.watching.key_folder").warning(place)) == warned


def test_it_is_looked_up_at_a_look_and_not_while_drawing(
    part: Part, said: Callable[[], str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said()
    looks: list[Path] = []
    monkeypatch.setattr(part("session.watching.look").key_folder, "warning", lambda path: looks.append(path) or "")
    layout = Layout()
    for _ in range(20):
        part("ui.layouts.account").draw_key_warning(layout, bpy.context)
    assert looks == []
