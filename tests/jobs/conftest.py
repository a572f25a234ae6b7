# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger, and jobs in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import Job, NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from support.pictures import disc

ACCOUNT = "0123456789abcdef"
BASE_URL = "http://127.0.0.1:9/api/v2"

AddJob = Callable[..., Job]


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    return tmp_path / "rodin" / "ledger.sqlite3"


@pytest.fixture
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(ledger_path)
    yield opened
    opened.close()


@pytest.fixture
def add_job(ledger: Ledger, ledger_path: Path) -> AddJob:
    """A function that adds a job with one picture."""

    def add(root: Path | None = None, **changes: Any) -> Job:
        folder = make_job_folder(root or ledger_path.parent / "jobs")
        (folder / "image_1.png").write_bytes(disc())
        told: dict[str, Any] = {
            "account": ACCOUNT,
            "base_url": BASE_URL,
            "name": "Chair",
            "source": "PICTURE",
            "prompt": "a chair",
            "images": ("image_1.png",),
        }
        return ledger.add(NewJob(folder=folder, **{**told, **changes}))

    return add
