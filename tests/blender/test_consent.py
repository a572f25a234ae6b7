# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing leaves unless the artist wants it; what leaves is said before; the artist's own limit holds."""

import contextlib
import socket
import sqlite3
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.waiting import wait_until

MODULE = "bl_ext.user_default.rodin_props"


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that this process tries to reach."""
    tried: list[Any] = []

    def connect(self: Any, address: Any) -> None:
        tried.append(address)
        raise OSError("the guard")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    return tried


def test_offline_nothing_leaves_and_no_worker_starts(
    addon: ModuleType, part: Callable[[str], ModuleType], guarded: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODIN_BASE_URL", "https://rodin.invalid/api/v2")
    monkeypatch.setenv("RODIN_API_KEY", "a-key")
    monkeypatch.setattr(part("session.addon"), "may_connect", lambda base_url: False)
    here = part("session.session").current()
    with pytest.raises(RuntimeError):
        bpy.ops.rodin_props.generate_from_text(prompt="a chair")
    here.ensure_worker(bpy.context)
    account = part("session.addon").account(bpy.context)
    assert not here.supervisor.alive(account.id)
    assert guarded == []


def test_the_notice_says_what_is_sent_where_and_is_read_once(online: Any, part: Callable[[str], ModuleType]) -> None:
    sentence = part("ui.layouts.notice").notice_sentence(bpy.context)
    for word in ("picture", "prompt", "127.0.0.1", "pays"):
        assert word in sentence
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.has_read_notice = False
    assert bpy.ops.rodin_props.acknowledge() == {"FINISHED"}
    assert preferences.has_read_notice
    preferences.has_read_notice = False


@pytest.mark.long
def test_the_daily_limit_keeps_a_generation_from_being_sent(online: Any) -> None:
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.daily_credit_limit = 0.4
    try:
        with pytest.raises(RuntimeError, match=r"Your own limit of 0\.4 credits"):
            bpy.ops.rodin_props.generate_from_text(prompt="a bottle")
    finally:
        preferences.daily_credit_limit = 0.0
    assert online.record()["submissions"] == []


@pytest.fixture
def limit_seen(online: Any, part: Callable[[str], ModuleType]) -> Iterator[Callable[[], float | None]]:
    """A function that gives the limit which a worker would have seen with the job that may be sent since last."""
    ledger = part("session.session").current().ledger
    note = "BEGIN INSERT INTO seen SELECT daily_credits FROM accounts WHERE account = NEW.account; END;"
    with contextlib.closing(sqlite3.connect(ledger.path)) as database:
        database.executescript(
            "CREATE TABLE seen (daily_credits REAL);"
            f"CREATE TRIGGER added AFTER INSERT ON jobs {note}"
            "CREATE TRIGGER released AFTER UPDATE ON jobs"
            f" WHEN NEW.state = 'QUEUED' AND NEW.hold = '' AND (OLD.state <> 'QUEUED' OR OLD.hold <> '') {note}"
        )

    def take() -> float | None:
        with contextlib.closing(sqlite3.connect(ledger.path)) as database, database:
            ((limit,),) = database.execute("DELETE FROM seen RETURNING daily_credits").fetchall()
        return limit

    yield take
    bpy.context.preferences.addons[MODULE].preferences.daily_credit_limit = 0.0
    with contextlib.closing(sqlite3.connect(ledger.path)) as database:
        database.executescript("DROP TRIGGER added; DROP TRIGGER released; DROP TABLE seen")


def test_a_new_limit_is_known_before_a_worker_can_see_the_job(
    unwaited: None,
    limit_seen: Callable[[], float | None],
    jobs: Callable[[], tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preferences = bpy.context.preferences.addons[MODULE].preferences
    monkeypatch.setenv("RODIN_API_KEY", "a-wrong-key")  # so that there is something to resume
    preferences.daily_credit_limit = 50.25
    bpy.ops.rodin_props.generate_from_text(prompt="a bottle")
    assert limit_seen() == 50.25
    name = jobs()[0].id

    wait_until(lambda: jobs()[0].may_resume, what="an answer to the wrong key")
    preferences.daily_credit_limit = 50.125
    bpy.ops.rodin_props.resume_job(job=name)
    assert limit_seen() == 50.125

    bpy.ops.rodin_props.cancel_job(job=name)
    preferences.daily_credit_limit = 0.0625
    bpy.ops.rodin_props.retry_job(job=name)
    assert limit_seen() == 0.0625
    bpy.ops.rodin_props.cancel_job(job=name)
