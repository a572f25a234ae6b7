# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Blender that died in the middle of a press of the button leaves behind is tidied up, and nothing else."""

import os
import time
from pathlib import Path
from typing import Any

from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.ledger.abandoned import OLD_SECONDS
from torture.desk import Desk, submissions


def age(folder: Path, seconds: float) -> None:
    """Let a folder be so old."""
    then = time.time() - seconds
    os.utime(folder, (then, then))


def make(desk: Desk, *names: str, old: bool = True, job_id: str | None = None) -> Path:
    """A folder that no row knows."""
    folder = make_job_folder(desk.path.parent / "jobs", job_id)
    for name in names:
        (folder / name).write_bytes(b"something")
    age(folder, 2 * OLD_SECONDS if old else 0)
    return folder


def test_only_old_folders_of_jobs_that_never_came_to_be_are_removed(desk: Desk, sandbox: Any) -> None:
    gone = [make(desk), make(desk, "image_1.png", "image_2.jpg"), make(desk, "mesh.glb", "original.blend")]
    gone.append(make(desk, "mesh.glb", "original.part.blend@"))  # Blender was killed while it wrote it
    kept = [
        make(desk, "image_1.png", old=False),  # its picture may still be rendered
        make(desk, "receipt-1.json"),  # something may have been paid
        make(desk, "image_1.png", "model.glb"),
        make(desk, "image_1.png", "notes.txt"),
        make(desk, job_id="my-own-folder"),
    ]
    job = desk.add()
    age(job.folder, 2 * OLD_SECONDS)
    (done,) = desk.run_to_the_end(job)
    assert done.state == "READY"
    assert not [folder for folder in gone if folder.exists()]
    assert [folder for folder in kept if not folder.exists()] == []
    assert submissions(sandbox) == {"a chair": 1}
