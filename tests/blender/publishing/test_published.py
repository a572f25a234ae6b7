# SPDX-License-Identifier: GPL-3.0-or-later
"""A library is published: Blender's own tool lists it, any static server serves it, another Blender reads it."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from kept_prop import KeptProp, catalog_id, keep
from support.remote_listing import read_listing
from support.static_server import StaticServer
from support.waiting import wait_until

from .conftest import CHAIR, LAMP, NAME, TABLE

FIRST_FILE = "_asset-library-meta.json"


def publish(**options: str) -> None:
    """Press the button."""
    assert bpy.ops.rodin_props.publish_library(library=NAME, **options) == {"FINISHED"}


def first_file(library: Path) -> dict[str, Any]:
    """What readers begin with."""
    return json.loads((library / FIRST_FILE).read_text("utf-8"))


def refusal(**options: str) -> str:
    """What the button says when it does not publish."""
    with pytest.raises(RuntimeError) as caught:
        bpy.ops.rodin_props.publish_library(**options)
    return str(caught.value)


def test_everything_that_is_listed_is_served_with_hash_size_and_preview(library: Path) -> None:
    publish(publisher="Our studio")
    with StaticServer(library) as server:
        assets = read_listing(server.url)

    assert set(assets) == {CHAIR.name, LAMP.name, TABLE.name}
    chair = assets[CHAIR.name]
    assert chair["meta"]["description"] == CHAIR.prompt
    assert chair["meta"]["tags"] == ["a", "wooden", "chair"]
    assert chair["meta"]["catalog_id"] == catalog_id(CHAIR.project)
    told = first_file(library)
    assert (told["name"], told["contact"]["name"]) == (NAME, "Our studio")


def test_another_blender_with_its_own_profile_lists_and_appends_a_prop(library: Path, tmp_path: Path) -> None:
    publish()
    script = Path(importlib.import_module("kept_prop").__file__ or "").with_name("second_profile.py")
    environment = {**os.environ, "BLENDER_USER_RESOURCES": str(tmp_path / "second profile")}
    with StaticServer(library) as server:
        command = [sys.executable, str(script), server.url, str(tmp_path / "cache"), LAMP.name]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])

    assert found["status"] == "finished successfully"
    assert found["listed"] == sorted([CHAIR.name, LAMP.name, TABLE.name])
    assert f"{catalog_id(LAMP.project)}:{LAMP.project}:" in found["catalogs"]
    appended = found["appended"]
    assert (appended["name"], appended["made"], appended["description"]) == (LAMP.name, LAMP.made, LAMP.prompt)
    assert appended["size"] == pytest.approx(LAMP.size)
    assert appended["lowest"] == pytest.approx(0.0)
    assert appended["packed"]


def test_nothing_of_this_computer_stands_in_the_listing(
    library: Path, monkeypatch: pytest.MonkeyPatch, part: Callable[[str], ModuleType]
) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "sk-never-to-be-read")
    publish()
    folders = {str(library.parent), str(Path.home()), str(part("session.addon").user_folder())}
    secrets = [word for word in (*folders, "sk-never-to-be-read", CHAIR.job_id, "rodin_props_made") if len(word) > 3]
    written = [path for path in library.rglob("*") if path.suffix in {".json", ".webp"}]
    assert len(written) >= 6
    for path in written:
        content = path.read_bytes()
        assert not [word for word in secrets if word.encode() in content], path


def test_what_a_person_wrote_into_the_first_file_stays(library: Path) -> None:
    publish(publisher="Our studio")
    told = first_file(library)
    told["contact"] |= {"url": "https://studio.example/", "email": "props@studio.example"}
    (library / FIRST_FILE).write_text(json.dumps(told), "utf-8")
    publish()

    contact = first_file(library)["contact"]
    assert contact == {"name": "Our studio", "url": "https://studio.example/", "email": "props@studio.example"}


def test_those_who_began_to_read_find_the_rest_and_a_day_later_it_is_removed(library: Path) -> None:
    publish()
    old = library / first_file(library)["api_versions"]["v1"]["url"]
    os.utime(old.parent, (0, 0))  # it stands there since long ago, and was the listing until just now
    publish()
    assert old.exists()
    os.utime(old.parent, (0, 0))
    publish()
    assert not old.parent.exists()
    with StaticServer(library) as server:
        assert len(read_listing(server.url)) == 3


def test_a_file_that_is_no_blend_is_named_and_the_old_listing_stays(library: Path) -> None:
    publish()
    broken = library / "Hall" / "broken.blend"
    broken.write_text("this is no .blend")

    assert "“broken.blend” cannot be read" in refusal(library=NAME)
    broken.unlink()
    with StaticServer(library) as server:
        assert set(read_listing(server.url)) == {CHAIR.name, LAMP.name, TABLE.name}
    assert not list(library.glob("*.part"))


def test_a_first_file_that_was_edited_badly_is_named_and_left_alone(library: Path) -> None:
    publish()
    for text in (
        '{"name": "unfinished',
        '["a list"]',
        '{"contact": "somebody"}',
        '{"api_versions": 5, "name": "Props", "contact": {"name": "We"}}',
    ):
        (library / FIRST_FILE).write_text(text)
        assert FIRST_FILE in refusal(library=NAME)
        assert (library / FIRST_FILE).read_text() == text


def test_a_folder_that_may_not_be_written_is_said(library: Path) -> None:
    (library / "_v1").write_text("a file where the listing's folder would be")

    assert "could not be written" in refusal(library=NAME)


def test_a_library_that_is_not_there_is_said(library: Path) -> None:
    assert "“Another one” is no folder of the asset libraries" in refusal(library="Another one")
    library.rename(library.with_name("moved"))
    assert f"The folder of “{NAME}” is not there" in refusal(library=NAME)
    library.with_name("moved").rename(library)


def test_a_prop_that_was_kept_since_is_listed_the_next_time(library: Path) -> None:
    publish()
    stool = KeptProp(name="Stool", prompt="a stool", job_id="57001000" * 4)
    keep(stool, library)
    publish()
    with StaticServer(library) as server:
        assert stool.name in read_listing(server.url)


def test_in_a_window_the_monitor_follows_it_and_tells_how_it_ended(
    library: Path, part: Callable[[str], ModuleType]
) -> None:
    publishing, tick, state = (
        part("session.keeping.publishing"),
        part("session.watching.tick"),
        part("session.session").current(),
    )
    publishing.begin(bpy.context, NAME)
    assert tick.has_work(bpy.context)
    with pytest.raises(RuntimeError, match="A library is being published"):
        bpy.ops.rodin_props.publish_library(library=NAME)
    wait_until(lambda: not tick.tick(bpy.context), what="the end of publishing")
    assert [sentence for sentence in state.take_remarks() if f"“{NAME}” is published: 3 assets" in sentence]

    (library / "broken.blend").write_text("this is no .blend")
    publishing.begin(bpy.context, NAME)
    wait_until(lambda: not tick.tick(bpy.context), what="the end of publishing")
    assert [sentence for sentence in state.take_warnings() if "“broken.blend” cannot be read" in sentence]


def test_one_that_is_stopped_leaves_the_folder_without_a_listing(
    library: Path, part: Callable[[str], ModuleType]
) -> None:
    publishing = part("session.keeping.publishing")
    publication = publishing.begin(bpy.context, NAME)
    assert bpy.ops.rodin_props.stop_publishing() == {"FINISHED"}
    assert publishing.running() is None
    assert publication.poll()  # its Blender has ended, and was not done
    assert publication.error is not None
    assert not (library / FIRST_FILE).exists()
