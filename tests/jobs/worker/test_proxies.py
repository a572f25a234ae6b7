# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy that lets nothing through holds the job and is named; its password is written down nowhere."""

from typing import Any

import pytest
from rodin_props.jobs.accounts import account_id
from rodin_props.jobs.worker.log import LEVEL_VARIABLE
from rodin_props.jobs.worker.supervisor import WorkerSettings
from support.ports import closed_port
from support.waiting import wait_until

BASE_URL = "https://api.rodin.example/api/v2"


def test_the_password_of_a_proxy_is_written_down_nowhere(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    port = closed_port()
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://someone:p%40sswo-rd@127.0.0.1:{port}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(LEVEL_VARIABLE, "DEBUG")
    account = account_id(service.sandbox.key, BASE_URL)
    job = service.add(account=account, base_url=BASE_URL)

    def held_job() -> Any:
        service.supervisor.ensure(
            account=account, api_key=service.sandbox.key, base_url=BASE_URL, settings=WorkerSettings()
        )
        return (now := service.ledger.get(job.id)).hold and now

    held = wait_until(held_job, what="the hold")
    assert (held.state, held.hold_code) == ("QUEUED", "CONNECTION_FAILED")
    assert f"http://127.0.0.1:{port}” from https_proxy" in held.hold
    # The worker tries again and again: with each try it writes a receipt, and takes it back.
    wait_until(lambda: service.supervisor.stop_all(wait_seconds=1.0), what="the worker's end")
    files = [path for path in service.ledger.path.parent.rglob("*") if path.is_file()]
    assert any(path.suffix == ".log" for path in files)
    for path in files:
        content = path.read_bytes()
        assert not any(part in content for part in (b"someone", b"p%40", b"p@ss", b"sswo-rd")), path
