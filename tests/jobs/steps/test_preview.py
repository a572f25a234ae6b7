# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of a result comes beside its model, after that was asked for; a job does not fail without it."""

import threading
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.errors import DownloadFailed
from rodin_props.api.results import RemoteFile
from rodin_props.errors import Stopped
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps.download import fetch
from support.jobs.stand_ins import answers

MODEL = RemoteFile(url="https://files.example/model.glb", name="base_basic_pbr.glb")
PICTURE = RemoteFile(url="https://files.example/preview.webp", name="preview.webp")


class Host:
    """A host of files whose model comes to its end only when the picture was asked for."""

    def __init__(self, *, picture: Any = None) -> None:
        self.asked_for: list[str] = []
        self.picture_asked_for = threading.Event()
        self.picture = picture

    def download(self, file: RemoteFile, destination: Path, *, on_progress: Any = None, **more: Any) -> Path:
        """Fetch one of the two."""
        self.asked_for.append(file.name)
        if file == PICTURE:
            self.picture_asked_for.set()
            if self.picture is not None:
                self.picture()
        else:
            on_progress(1, 2)
            assert self.picture_asked_for.wait(10.0), "the picture waits for the model"
        destination.write_bytes(b"content")
        return destination


@pytest.fixture
def begin(downloading: Any, tools: Any) -> Any:
    """A function that gives a job and its tools, with such a host."""

    def begun(host: Host) -> tuple[Any, Any]:
        made = tools(files=answers((MODEL, PICTURE)))
        made.fetcher.download = host.download
        return downloading(), made

    return begun


def test_it_comes_while_the_model_does_which_is_asked_for_first(begin: Any, ledger: Ledger) -> None:
    host = Host()
    job, made = begin(host)
    fetch(job, made)
    assert host.asked_for == [MODEL.name, PICTURE.name]
    assert (ledger.get(job.id).state, ledger.get(job.id).preview_file) == ("PREPARING", "preview.webp")


@pytest.mark.parametrize("error", [DownloadFailed("a web page came instead"), RuntimeError()], ids=["told", "untold"])
def test_without_it_the_job_goes_on(begin: Any, ledger: Ledger, error: Exception) -> None:
    def fail() -> None:
        raise error

    job, made = begin(Host(picture=fail))
    fetch(job, made)
    assert (ledger.get(job.id).state, ledger.get(job.id).preview_file) == ("PREPARING", "")


def test_a_job_that_is_stopped_meanwhile_does_not_go_on_without_it(begin: Any, ledger: Ledger) -> None:
    stops = []

    def stop() -> None:
        stops[0].set()
        raise Stopped

    job, made = begin(Host(picture=stop))
    stops.append(made.stop)
    with pytest.raises(Stopped):
        fetch(job, made)
    assert ledger.get(job.id).state == "DOWNLOADING"
