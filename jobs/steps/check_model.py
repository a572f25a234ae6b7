# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a model that has come, and keeps one that is refused."""

import contextlib
from pathlib import Path

from ... import disk
from ...api.errors import ModelDamaged, ModelRefused
from ..changes import JobChanges
from ..files import refused_write
from ..glb.check import check_glb
from ..glb.part_archive import check_archive
from ..job import Job


def check_what_is_there(job: Job) -> JobChanges:
    """Check the model that an earlier try has fetched, also one that was refused then; empty if there is none.

    :raises ModelRefused: it is refused, and a new download would be the same.
    """
    for name in job.model_names:
        for path in (job.folder / name, job.folder / f"refused-{name}"):
            if path.exists():
                with contextlib.suppress(ModelDamaged):
                    facts = check_model(job, path, name=name)
                    move(path, job.folder / name)
                    return facts
    return {}


def check_model(job: Job, path: Path, *, name: str) -> JobChanges:
    """Check a model. One that is refused gets its name, unless it is damaged and there is one already.

    :param name: one of ``Job.model_names``, which the model gets afterwards.
    :raises ModelRefused:
    """
    refused_path = job.folder / f"refused-{name}"
    try:
        triangles = _triangles(path, suffix=refused_path.suffix)
        if path.stat().st_size == 0:
            raise ModelDamaged("it is empty")
    except ModelRefused as refused:
        if not isinstance(refused, ModelDamaged) or not refused_path.exists():
            move(path, refused_path)
        raise
    return {"model_file": name, "triangles": triangles}


def _triangles(path: Path, *, suffix: str) -> int | None:
    match suffix:
        case ".glb":
            return check_glb(path).triangles
        case ".zip":
            return check_archive(path).triangles
        case _:  # what is no GLB, only an importer can read
            return None


def discard_refused(job: Job) -> None:
    """Remove a refused model: a good one has come. :raises OSError:"""
    for name in job.refused_model_names:
        disk.remove(job.folder / name)


def move(path: Path, to: Path) -> None:
    """Give a file another name. :raises DiskFull, FolderNotWritable:"""
    try:
        disk.replace(path, to)
    except OSError as error:
        raise refused_write(error, to.parent) from error
