# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocked jobs, balances, and jobs whose account gets a new key."""

from typing import Any

from rodin_props.api.errors import Cause, ConnectionFailed, KeyUnusable, NoSubscription, Unauthorized
from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.locks import FileLock


def test_a_blocked_job_is_no_work_until_somebody_acts(ledger: Ledger, add_job: Any) -> None:
    job = add_job(account="mine")
    assert ledger.has_work("mine")
    ledger.block("mine", Unauthorized(401))
    assert not ledger.has_work("mine")
    held = ledger.get(job.id)
    assert (held.state, held.hold_code, held.remedy, held.may_resume) == ("QUEUED", "UNAUTHORIZED", "SET_KEY", True)
    ledger.resume(job.id)
    assert ledger.has_work("mine")


def test_a_good_balance_lets_jobs_go_on_that_waited_for_a_good_key(ledger: Ledger, add_job: Any) -> None:
    add_job(account="mine")
    ledger.block("mine", Unauthorized(401))
    ledger.accounts.record_balance("mine", 12.5)
    assert ledger.has_work("mine")
    assert ledger.accounts.get("mine").balance == 12.5


def test_a_key_that_was_refused_is_known_until_it_is_accepted_or_asked_about(ledger: Ledger, add_job: Any) -> None:
    job = add_job(account="mine")
    ledger.block("mine", Unauthorized(401))
    ledger.cancel(job.id)
    assert ledger.accounts.get("mine").is_key_refused
    ledger.accounts.request_balance("mine", "https://a.example")
    assert not ledger.accounts.get("mine").is_key_refused, "the answer is on its way"
    ledger.block("mine", KeyUnusable("It holds a line break"))
    assert ledger.accounts.get("mine").is_key_refused
    ledger.accounts.record_balance("mine", 12.5)
    assert not ledger.accounts.get("mine").is_key_refused


def test_other_trouble_is_no_refused_key(ledger: Ledger, add_job: Any) -> None:
    add_job(account="mine")
    ledger.block("mine", NoSubscription(403))
    assert not ledger.accounts.get("mine").is_key_refused
    ledger.accounts.record_error("mine", ConnectionFailed(Cause.NAME))
    assert not ledger.accounts.get("mine").is_key_refused


def test_a_look_at_the_balance_is_work(ledger: Ledger) -> None:
    assert not ledger.has_work("mine")
    ledger.accounts.request_balance("mine", "https://a.example")
    assert ledger.has_work("mine")
    ledger.accounts.record_error("mine", Unauthorized(401))
    info = ledger.accounts.get("mine")
    assert (info.requested, info.error_code, info.remedy) == (False, "UNAUTHORIZED", "SET_KEY")
    assert not ledger.has_work("mine")


def test_a_new_key_takes_over_unless_the_old_one_still_works(ledger: Ledger, add_job: Any) -> None:
    ours = add_job(account="old", base_url="https://a.example/api/v2")
    elsewhere = add_job(account="old2", base_url="https://b.example/api/v2")
    busy = add_job(account="busy", base_url="https://a.example/api/v2")
    ended = add_job(account="old", base_url="https://a.example/api/v2")
    ledger.cancel(ended.id)
    ledger.block("old", Unauthorized(401))
    with FileLock(ledger.path.parent / "workers" / "busy.lock") as lock:
        assert lock.acquire()
        assert ledger.rebind("https://a.example/api/v2/", "new") == 1
    now = ledger.get(ours.id)
    assert (now.account, now.blocked, now.hold) == ("new", False, "")
    assert ledger.get(elsewhere.id).account == "old2"
    assert ledger.get(busy.id).account == "busy"
    assert ledger.get(ended.id).account == "old"


def test_an_account_s_name_tells_nothing_of_the_key() -> None:
    name = account_id("very-secret-key", "https://a.example")
    assert len(name) == 16
    assert int(name, 16) >= 0
    assert name == account_id(" very-secret-key\n", "https://a.example/")
    assert name != account_id("very-secret-key", "https://b.example")
