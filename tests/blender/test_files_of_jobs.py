# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledger knows to which .blend a job belongs, also if that was saved only later."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]


def generate() -> None:
    assert bpy.ops.rodin_props.generate_from_text(prompt="a chair") == {"FINISHED"}


def files(part: Part, job: Any) -> tuple[str, list[str]]:
    ledger = part("session.session").current().ledger
    return ledger.get(job.id).blend_path, [landing.blend_path for landing in ledger.landings.of(job.id)]


def test_a_job_belongs_to_the_file_it_was_asked_for_in(online: Any, jobs: Jobs, part: Part, tmp_path: Path) -> None:
    path = str(tmp_path / "layout.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    generate()
    assert files(part, jobs()[0]) == (path, [path])
    other = str(tmp_path / "other.blend")
    bpy.ops.wm.save_as_mainfile(filepath=other)
    assert files(part, jobs()[0]) == (path, [path])


def test_a_file_that_is_saved_later_is_named_then(online: Any, jobs: Jobs, part: Part, tmp_path: Path) -> None:
    generate()
    first = jobs()[0]
    assert files(part, first) == ("", [""])
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "a copy.blend"), copy=True)
    assert files(part, first) == ("", [""])
    path = str(tmp_path / "layout.blend")
    bpy.ops.wm.save_as_mainfile(filepath=path)
    assert files(part, first) == (path, [path])
    saved = part("jobs.gallery.saved")
    ledger = part("session.session").current().ledger
    assert saved.saved_in(ledger.database, [first.id]) == {first.id: (path,)}


def test_a_file_that_was_left_unsaved_gives_its_jobs_no_name(
    online: Any, jobs: Jobs, part: Part, tmp_path: Path
) -> None:
    generate()
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "another.blend"))
    assert files(part, jobs()[0]) == ("", [""])
