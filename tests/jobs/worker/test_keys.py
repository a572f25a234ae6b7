# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that do not work any more hold jobs until another one is there, and balances are looked at."""

from typing import Any

import pytest
from support.jobs.worker_service import finish, wait_for_the_end
from support.waiting import wait_until


def test_a_revoked_key_holds_the_job_and_a_new_key_goes_on_with_it(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.sandbox.scenario(keys=["another-key"])
    job = service.add()

    def held() -> Any:
        service.ensure()
        now = service.ledger.get(job.id)
        return now if now.blocked else None

    now = wait_until(held, what="the hold")
    assert (now.state, now.hold_code, now.remedy) == ("QUEUED", "UNAUTHORIZED", "SET_KEY")
    assert now.may_resume
    wait_for_the_end(service)
    assert not service.ledger.has_work(service.account)

    assert service.ledger.rebind(service.sandbox.base_url, "another-account0") == 1
    service.account = "another-account0"
    monkeypatch.setattr(service.sandbox, "key", "another-key")
    assert finish(service, job).state == "READY"
    assert len(service.submissions()) == 1


def test_a_key_revoked_mid_job_holds_it_where_it_is(service: Any) -> None:
    service.faults(named={"status.stuck": -1})
    job = service.add()
    service.wait_for(job, "GENERATING")
    service.sandbox.scenario(keys=["another-key"])
    now = wait_until(lambda: service.ledger.get(job.id).blocked and service.ledger.get(job.id), what="the hold")
    assert (now.state, now.hold_code) == ("GENERATING", "UNAUTHORIZED")
    assert now.task_uuid
    wait_for_the_end(service)


def test_the_balance_is_looked_at_when_asked_and_after_a_payment(service: Any) -> None:
    service.ledger.accounts.request_balance(service.account, service.sandbox.base_url)

    def answered() -> bool:
        service.ensure()
        return not service.ledger.accounts.get(service.account).requested

    wait_until(answered, what="the balance")
    assert service.ledger.accounts.get(service.account).balance == 100.0
    finish(service, service.add())
    wait_until(answered, what="the balance")
    assert service.ledger.accounts.get(service.account).balance == 99.5


def test_a_wrong_key_shows_in_the_account(service: Any) -> None:
    service.sandbox.scenario(keys=["another-key"])
    service.ledger.accounts.request_balance(service.account, service.sandbox.base_url)

    def answered() -> bool:
        service.ensure()
        return not service.ledger.accounts.get(service.account).requested

    wait_until(answered, what="the balance")
    assert service.ledger.accounts.get(service.account).error_code == "UNAUTHORIZED"
