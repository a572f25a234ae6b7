# SPDX-License-Identifier: GPL-3.0-or-later
"""In a window, the monitor keeps props while the artist works; what one session leaves, the next one does."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.waiting import wait_until

Part = Callable[[str], ModuleType]


@pytest.fixture
def tick(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """A function that does one step of the monitor, which starts no worker, and says whether more is to come."""
    state = part("session.session").current()
    monkeypatch.setattr(state, "needs_worker", lambda context: False)
    state.take_remarks()  # of the tests before
    state.take_warnings()
    return lambda: bool(part("session.watching.tick").tick(bpy.context))


def test_the_monitor_works_until_all_is_kept_and_tells_of_it_once(
    finished: Any, kept: Any, part: Part, tick: Callable[[], bool]
) -> None:
    part("session.keeping.keep").keep(bpy.context, [finished(), finished("Lamp")])
    wait_until(lambda: not tick(), seconds=120, what="the props in the library")
    assert len(kept()) == 2
    state = part("session.session").current()
    assert state.take_remarks() == ("2 props are in the library “Studio” now.",)
    assert state.take_warnings() == ()


def test_what_a_session_left_is_done_by_the_next_one(
    finished: Any, kept: Any, part: Part, tick: Callable[[], bool]
) -> None:
    job, queue = finished(), part("session.keeping.queue")
    part("session.keeping.keep").keep(bpy.context, [job])
    tick()
    queue.close()  # as at the end of Blender
    wait_until(lambda: not tick(), seconds=120, what="the prop in the library")
    assert kept() == [f"Unsaved/Chair {job.id[:8]}.blend"]


def test_while_another_session_works_on_it_this_one_waits_and_then_goes_on(
    finished: Any, kept: Any, part: Part, tick: Callable[[], bool], library: Path
) -> None:
    lock = part("jobs.locks").FileLock(part("session.session").current().folder / "keeping.lock")
    assert lock.acquire()
    part("session.keeping.keep").keep(bpy.context, [finished()])
    assert [tick() for _ in range(3)] == [True] * 3
    assert list(library.iterdir()) == [], "nothing was begun, not even the catalog"
    lock.release()
    wait_until(lambda: not tick(), seconds=120, what="the prop in the library")
    assert len(kept()) == 1


@pytest.mark.long
def test_while_the_catalogs_are_being_written_elsewhere_it_waits(
    finished: Any, kept: Any, part: Part, tick: Callable[[], bool], library: Path
) -> None:
    lock = part("jobs.locks").FileLock(library / ".rodin_props.lock")
    assert lock.acquire()
    part("session.keeping.keep").keep(bpy.context, [finished()])
    assert tick()
    assert kept() == []
    lock.release()
    wait_until(lambda: not tick(), seconds=120, what="the prop in the library")
    assert len(kept()) == 1


def test_one_that_another_computer_has_kept_meanwhile_makes_no_double(
    finished: Any, kept: Any, part: Part, tick: Callable[[], bool], library: Path
) -> None:
    job = finished()
    part("session.keeping.keep").keep(bpy.context, [job])
    there = library / "Kitchen" / f"Chair {job.id[:8]}.blend"
    there.parent.mkdir()
    there.write_bytes(b"theirs")
    wait_until(lambda: not tick(), seconds=120, what="the end of it")
    assert kept() == [f"Kitchen/Chair {job.id[:8]}.blend"]
    assert there.read_bytes() == b"theirs"
    assert not list(library.rglob("*.part"))


@pytest.mark.long
def test_what_failed_is_not_tried_again_by_itself(
    finished: Any, library: Path, part: Part, tick: Callable[[], bool]
) -> None:
    (library / "Unsaved").touch()  # in the way of the folder
    part("session.keeping.keep").keep(bpy.context, [finished()])
    wait_until(lambda: not tick(), seconds=120, what="the end of it")
    (library / "Unsaved").unlink()
    assert not tick()
    assert not list(library.rglob("*.blend"))
    bpy.ops.rodin_props.forget_keeping()
