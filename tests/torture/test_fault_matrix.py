# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault there is a name for, through a real worker: where the job ends, with which word, paid how often."""

import contextlib
import math
import re
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.client import CallLimits, RodinClient
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.http.transport import RequestsTransport
from rodin_props.errors import RodinError
from support.ports import closed_port
from support.waiting import wait_until
from torture.cases import CASES, OF_JOBS, OF_ZIPS, Case
from torture.counts import tried
from torture.desk import Desk
from torture.fault_expectations import EXPECTED, expected_of
from torture.sentences import assert_is_fit_to_read
from torture.trial import Trials

from sandbox.faults.books import FAULTS

OF_BALANCE = tuple(name for name in FAULTS if name.startswith("balance."))


def test_no_fault_is_missing_from_the_table() -> None:
    assert set(EXPECTED) == {*OF_JOBS, *OF_ZIPS}


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_fault(case: Case, trials: Trials) -> None:
    expected, found = expected_of(case), trials.of[case]
    job = found.job
    state, code, sentence = ("HELD", job.hold_code, job.hold) if found.held else (job.state, job.error_code, job.error)
    tried(f"faults, {case.kind.lower()}")
    assert state == expected.state, sentence
    assert code == expected.code or (state == "FAILED" and not expected.code), sentence
    assert expected.words in sentence
    assert bool(sentence) == (state != "READY")
    if sentence:
        assert_is_fit_to_read(sentence)
    if expected.charged is not None:
        assert found.charged == expected.charged
    if job.state == "FAILED":
        assert job.may_resume == bool(job.task_uuid)
        assert job.may_retry != job.may_resume, "never a second payment for what is there"


def test_no_fault_leaves_a_traceback(trials: Trials) -> None:
    assert "Traceback" not in trials.log
    assert not re.findall(r'File ".*", line \d+', trials.log)
    assert "INTERNAL" not in {each.job.error_code for each in trials.of.values()}


class Asking:
    """A way out that asks the sandbox for a fault with each request."""

    def __init__(self, fault: str) -> None:
        self._fault = fault
        self._transport = RequestsTransport(user_agent="torture", trust_env=False)

    def open(self, request: Any) -> Any:
        return self._transport.open(replace(request, headers={**request.headers, "X-Sandbox-Fault": self._fault}))


def ask_for_balance(name: str, sandbox: Any) -> float | RodinError:
    """The balance, or the error it ends with."""
    client = RodinClient(
        api_key=sandbox.key,
        base_url=sandbox.base_url,
        transport=Asking(name),
        retry=RetryPolicy(attempts=1),
        limits=CallLimits(ask_deadline_seconds=5.0, ask_stall_seconds=3.0),
        wait=lambda seconds: False,
    )
    try:
        return client.balance()
    except RodinError as error:
        return error


def test_faults_of_the_balance(sandbox: Any) -> None:
    """Each ends with a number or a sentence."""
    with ThreadPoolExecutor(16) as pool:
        found = dict(zip(OF_BALANCE, pool.map(lambda name: ask_for_balance(name, sandbox), OF_BALANCE), strict=True))
    for name, end in found.items():
        tried("faults")
        if isinstance(end, RodinError):
            assert_is_fit_to_read(str(end))
        else:
            assert math.isfinite(end), name


# --- a service that cannot even be reached -------------------------------------------------------------------------


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port where somebody answers, but not with TLS."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.sendall(b"SSH-2.0-nothing\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("trouble", ["no such host", "refused", "no TLS"])
def test_a_job_that_never_left_waits_and_was_not_paid(trouble: str, tmp_path: Path, deaf_port: int) -> None:
    base_url = {
        "no such host": "https://rodin.invalid/api/v2",
        "refused": f"http://127.0.0.1:{closed_port()}/api/v2",
        "no TLS": f"https://127.0.0.1:{deaf_port}/api/v2",
    }[trouble]
    desk = Desk(tmp_path, base_url=base_url, key="a-key")
    try:
        job = desk.add()
        desk.ensure()
        now = wait_until(lambda: (it := desk.ledger.get(job.id)).hold and it, what="the hold")
        assert (now.state, now.hold_code, now.submitted_at) == ("QUEUED", "CONNECTION_FAILED", None)
        assert_is_fit_to_read(now.hold)
        assert "Traceback" not in desk.log()
    finally:
        desk.close()
    tried("faults")
