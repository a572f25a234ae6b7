# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's own switch “Allow Online Access”, a real Blender, a real worker, a service that is not on this machine."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support.waiting import wait_until
from torture.artist import Artist, Blender
from torture.counts import measured, tried
from torture.desk import submissions
from torture.tls_front import front

PROMPT = "a cube [[fault:status.stuck]]"


class FarService:
    """The sandbox as somebody elsewhere would have it."""

    def __init__(self, base_url: str, key: str) -> None:
        self.base_url, self.key = base_url, key


@pytest.fixture
def artist(quick_sandbox: Any, profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Artist]:
    """One whose service is reached by https under this machine's name."""
    try:
        socket.create_connection((socket.gethostname(), urlsplit(quick_sandbox.origin).port or 0), 5).close()
    except OSError as error:
        tried("SKIPPED: this machine's name leads nowhere, so nothing can be far away")
        pytest.skip(f"{socket.gethostname()} cannot be reached: {error}")
    quick_sandbox.reset()
    with front(urlsplit(quick_sandbox.origin).port or 0, tmp_path) as (origin, pem):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(pem))
        path = urlsplit(quick_sandbox.base_url).path
        made = Artist(tmp_path / "artist", profile=profile, service=FarService(origin + path, quick_sandbox.key))
        yield made
        made.end_all()


@pytest.fixture
def asked(quick_sandbox: Any) -> Callable[[], int]:
    """A function that tells how many requests the service has had."""
    return lambda: len(quick_sandbox.record()["requests"])


def turn(artist: Artist, blender: Blender, wanted: str) -> dict[str, Any]:
    """Set the switch and wait until Blender has looked at it many times."""
    artist.switch.write_text(wanted)

    def seen() -> dict[str, Any] | None:
        assert blender.process.poll() is None, blender.log()
        told: dict[str, Any] = json.loads(artist.seen.read_text()) if artist.seen.exists() else {}
        return told if told.get("switch") == wanted and told["looks"] > 20 else None

    return wait_until(seen, what=f"Blender's looks after “{wanted}”")  # type: ignore[no-any-return]


def test_switched_off_mid_job_nothing_leaves_and_switched_on_it_goes_on(
    artist: Artist, asked: Callable[[], int], quick_sandbox: Any
) -> None:
    artist.switch.write_text("on")
    blender = artist.start("watch", prompt=PROMPT, switch=str(artist.switch), seen=str(artist.seen))
    wait_until(lambda: artist.seen.exists() and "GENERATING" in artist.seen.read_text(), what="the generation")

    began = time.monotonic()
    artist.switch.write_text("off")
    wait_until(lambda: not artist.worker_pids(), what="the worker's end")
    measured("seconds from the switch to a silent worker", time.monotonic() - began)
    silent = asked()
    told = turn(artist, blender, "off, still")
    assert (told["online"], told["states"]) == (False, ["GENERATING"])
    assert artist.worker_pids() == []
    assert asked() == silent, "nothing leaves"

    turn(artist, blender, "on")
    wait_until(lambda: asked() > silent + 3, what="more questions to the service")
    told = turn(artist, blender, "end")
    assert told["states"] == ["GENERATING"]
    assert submissions(quick_sandbox) == {PROMPT: 1}
    tried("switches of online access", 2)


def test_offline_from_the_beginning_nothing_leaves_at_all(artist: Artist, asked: Callable[[], int]) -> None:
    artist.switch.write_text("off")
    blender = artist.start("watch", prompt=PROMPT, switch=str(artist.switch), seen=str(artist.seen))
    told = turn(artist, blender, "off")
    assert told["states"] == ["QUEUED"]
    assert artist.worker_pids() == []
    assert asked() == 0
    tried("switches of online access")
