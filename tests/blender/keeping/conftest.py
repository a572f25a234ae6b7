# SPDX-License-Identifier: GPL-3.0-or-later
"""Finished jobs, and a library to keep their props in; no generation, no network."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.pictures import plain_picture

Part = Callable[[str], ModuleType]
_PREVIEW = plain_picture(256, 256)
MODULE = "bl_ext.user_default.rodin_props"


@pytest.fixture
def preferences(addon: ModuleType) -> Iterator[Any]:
    """The extension's preferences, with their defaults before and after."""
    found = bpy.context.preferences.addons[MODULE].preferences
    yield found
    found.keep, found.library_folder, found.library_name = "NOWHERE", "", ""
    found.make_levels = False
    libraries = bpy.context.preferences.filepaths.asset_libraries
    for each in list(libraries)[1:]:
        libraries.remove(each)


@pytest.fixture
def library(preferences: Any, tmp_path: Path) -> Path:
    """The folder of a library that was chosen."""
    folder = tmp_path / "library"
    bpy.ops.rodin_props.choose_library(directory=str(folder), name="Studio")
    return folder


@pytest.fixture
def finished(part: Part, chair_files: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """A function that writes down a finished job, with more of it if need be, and gives it."""
    monkeypatch.setenv("RODIN_API_KEY", f"key of {tmp_path}")  # an account of its own
    monkeypatch.setenv("RODIN_BASE_URL", "http://127.0.0.1:9")
    state, addon = part("session.session").current(), part("session.addon")
    account, states = addon.account(bpy.context), part("jobs.states").State

    def make(name: str = "Chair", *, prepared: bytes | None = None, facts: Any = None, **more: Any) -> Any:
        folder = part("jobs.files").make_job_folder(addon.user_folder() / "jobs")
        (folder / "prepared.blend").write_bytes(
            (chair_files / "prepared.blend").read_bytes() if prepared is None else prepared
        )
        values = {"source": "TEXT", "prompt": "a wooden chair with the carved back, oak"} | more
        target = part("jobs.target").Target(size_meters=0.9, **values.pop("target", {}))
        new = part("jobs.job").NewJob(
            account=account.id, base_url=account.base_url, name=name, folder=folder, target=target, **values
        )
        job = state.ledger.add(new)
        state.ledger.move(job.id, states.WAITING)
        state.ledger.move(job.id, states.DOWNLOADING)
        (folder / "preview.png").write_bytes(_PREVIEW)
        told = {"prepared_file": "prepared.blend", "preview_file": "preview.png"} | (facts or {})
        job = state.ledger.move(job.id, states.READY, **told)
        state.refresh()
        return job

    return make


class Kept:
    """What is in a library."""

    def __init__(self, library: Path) -> None:
        self._library = library

    def __call__(self) -> list[str]:
        """All files that look like a .blend, by their paths in it."""
        return sorted(path.relative_to(self._library).as_posix() for path in self._library.rglob("*.blend*"))

    def path(self, job: Any) -> Path:
        """Where a job's prop is."""
        (found,) = self._library.rglob(f"* {job.id[:8]}.blend")
        return found


@pytest.fixture
def kept(library: Path) -> Kept:
    """What is in the library that was chosen."""
    return Kept(library)


@pytest.fixture
def keep() -> Callable[..., set[str]]:
    """A function that has the props of jobs kept, and waits for it as a script does."""
    return lambda *jobs: bpy.ops.rodin_props.keep_in_library(job=",".join(job.id for job in jobs))


@pytest.fixture
def append(addon: ModuleType) -> Callable[[Path], Any]:
    """A function that opens a new file, appends the only asset of a file, and gives it."""

    def appended(path: Path) -> Any:
        bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
        with bpy.data.libraries.load(str(path), link=False, assets_only=True) as (available, wanted):
            (name,) = available.objects
            wanted.objects = [name]
        bpy.context.scene.collection.objects.link(wanted.objects[0])
        return wanted.objects[0]

    return appended
