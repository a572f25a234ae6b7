# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole job on Windows, where some program holds each file that is replaced or removed: for a moment, or for long."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rodin_props import disk
from rodin_props.api.errors import TooManyTasks
from rodin_props.api.part_file import PartFile
from rodin_props.api.results import RemoteFile
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps import recipe
from support.fake_blender import fake_prepare
from support.jobs.small_model import glb, triangle
from support.jobs.stand_ins import answers
from support.pictures import disc
from support.windows_files import FOR_EVER, WindowsFiles

FILES = tuple(RemoteFile(url=f"https://files.example/{name}", name=name) for name in ("base.glb", "preview.png"))
SITES = {
    *("replace job.json.*.tmp", "replace job.json", "replace model.glb.part", "replace preview.png.part"),
    *("replace prepare.json.*.tmp", "replace prepare.pid.*.tmp", "replace new-prepared.blend", "unlink prepare.pid"),
}
"""Where files are replaced or removed in a good job that nothing is left over from."""
LEFT_OVER = {
    "replace model.glb": "model.glb",
    "unlink refused-model.glb": "refused-model.glb",
    "unlink new-prepared.blend": "new-prepared.blend",
    "unlink prepare-result.json": "prepare-result.json",
    "replace prepared.blend": "prepared.blend",
}
"""What an earlier try left behind, and where it is removed or replaced."""
CLEANING_UP = {"unlink prepare.pid"}
COPIES = {"replace job.json.*.tmp", "replace job.json"}
"""The ledger has the same."""


class ForChildrenAlone(threading.Event):
    """An event on which the end of a child is waited for; other waits take no time."""

    on_wait: Callable[[], None] = staticmethod(lambda: None)

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is not None and timeout < 0.1:
            return super().wait(timeout)
        self.on_wait()
        return self.is_set()


@pytest.fixture
def working(tools: Any, ledger: Ledger, add_job: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A job, what it needs, and a function that works on it among held files."""
    monkeypatch.setattr(disk, "time", SimpleNamespace(sleep=lambda seconds: None))

    def download(file: Any, path: Path, *, check: Any = lambda path: None, **options: Any) -> None:
        part = PartFile(path)
        with part.appending(0) as appender:
            appender.write(disc() if path.suffix == ".png" else glb(*triangle()))
        check(part.path)
        part.finish()

    sent: list[Any] = []

    def submit(request: Any) -> Any:
        sent.append(request)
        return accepted(request)

    accepted = tools().payer.submit
    made = replace(tools(submit=submit, files=answers(FILES)), stop=ForChildrenAlone())
    made.fetcher.download = download
    job = add_job(prepare_command=fake_prepare())

    def work(windows: WindowsFiles) -> Any:
        windows.install(monkeypatch.setattr)
        recipe.run(job.id, made)
        return ledger.get(job.id)

    return SimpleNamespace(job=job, tools=made, sent=sent, work=work)


@pytest.mark.parametrize("failures", [0, 3])
def test_a_job_whose_files_are_all_held_for_a_moment_is_done_as_usual(failures: int, working: Any) -> None:
    windows = WindowsFiles(failures=failures)
    done = working.work(windows)
    assert (done.state, done.prepared_file, done.preview_file, done.error) == (
        "READY",
        "prepared.blend",
        "preview.png",
        "",
    )
    assert windows.sites == SITES
    assert set(windows.refused) == (SITES if failures else set())
    left = {path.name for path in done.folder.iterdir()}
    assert not {name for name in left if name.endswith((".tmp", ".part", ".pid"))}


@pytest.mark.parametrize("site", sorted(SITES | set(LEFT_OVER)))
def test_a_paid_job_waits_with_a_sentence_for_a_file_that_is_held_for_long(
    site: str, working: Any, ledger: Ledger
) -> None:
    if site in LEFT_OVER:
        (working.job.folder / LEFT_OVER[site]).write_bytes(b"left over")
    windows = WindowsFiles(failures=FOR_EVER, only=site.replace("*.", r"\*\."))
    holds: list[str] = []

    def wait() -> None:
        holds.append(ledger.get(working.job.id).hold)
        if windows.refused:
            windows.only = "nothing"

    working.tools.stop.on_wait = wait
    done = working.work(windows)
    assert windows.refused[site]
    assert (done.state, done.error, done.hold) == ("READY", "", "")
    assert (done.folder / done.prepared_file).read_bytes().startswith(b"BLENDER")
    assert len(working.sent) == 1
    held = [hold for hold in holds if hold]
    if site in CLEANING_UP | COPIES:
        assert held == []
    elif "preview" in site:
        assert done.preview_file == "", "a job does not wait for its picture"
    else:
        assert all("cannot be written to" in hold for hold in held)
        assert held


def test_a_folder_that_stays_closed_ends_the_job_in_words_and_it_can_be_resumed(working: Any, ledger: Ledger) -> None:
    done = working.work(WindowsFiles(failures=FOR_EVER, only="replace model.glb.part"))
    assert (done.state, done.error_code, done.may_resume) == ("FAILED", "FOLDER_NOT_WRITABLE", True)
    assert len(working.sent) == 1


def test_a_receipt_of_a_refusal_that_cannot_be_removed_does_no_harm(working: Any, ledger: Ledger) -> None:
    submit, working.tools.payer.submit = working.tools.payer.submit, answers(TooManyTasks(201))
    windows = WindowsFiles(failures=FOR_EVER, only=r"unlink receipt-1\.json")
    refused = working.work(windows)
    assert windows.refused
    assert (refused.state, refused.hold_code, refused.submitted_at) == ("QUEUED", "TOO_MANY_TASKS", None)
    windows.only, working.tools.payer.submit = "nothing", submit
    recipe.run(refused.id, working.tools)  # which finds the receipt
    recipe.run(refused.id, working.tools)
    assert ledger.get(refused.id).state == "READY"
    assert len(working.sent) == 1
