# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing leaves unless the artist wants it; what leaves is said before; the artist's own limit holds."""

import contextlib
import socket
import sqlite3
from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

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


def test_the_daily_limit_keeps_a_generation_from_being_sent(online: Any) -> None:
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.daily_credit_limit = 0.4
    try:
        with pytest.raises(RuntimeError, match=r"Your own limit of 0\.4 credits"):
            bpy.ops.rodin_props.generate_from_text(prompt="a bottle")
    finally:
        preferences.daily_credit_limit = 0.0
    assert online.record()["submissions"] == []


def test_a_new_limit_is_known_before_a_worker_can_see_the_job(online: Any, part: Callable[[str], ModuleType]) -> None:
    ledger = part("session.session").current().ledger
    preferences = bpy.context.preferences.addons[MODULE].preferences
    with contextlib.closing(sqlite3.connect(ledger.path)) as database, database:
        database.execute("CREATE TABLE seen (daily_credits REAL)")
        database.execute(
            "CREATE TRIGGER look AFTER INSERT ON jobs BEGIN INSERT INTO seen"
            " SELECT daily_credits FROM accounts WHERE account = NEW.account; END"
        )
    preferences.daily_credit_limit = 0.25
    try:
        with pytest.raises(RuntimeError, match=r"Your own limit of 0\.25 credits"):
            bpy.ops.rodin_props.generate_from_text(prompt="a bottle")
        assert ledger.rows("SELECT daily_credits FROM seen")[0][0] == 0.25
    finally:
        preferences.daily_credit_limit = 0.0
        with contextlib.closing(sqlite3.connect(ledger.path)) as database, database:
            database.executescript("DROP TRIGGER look; DROP TABLE seen")
