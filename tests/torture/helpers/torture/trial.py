# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries every fault on a job of its own: many beside each other where that is possible, alone where it is not."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rodin_props.jobs.job import Job
from support.waiting import wait_at_most

from torture.desk import ENDS, Desk, submissions
from torture.fault_expectations import OF_JOBS

DEADLINE_SECONDS = 40.0
_CROWD_SECONDS = 400.0
_ALONE_SECONDS = 120.0
KEY = "secret-key-5f0c1d9b7a3e"
"""Unlike anything else that is written down."""
ACCOUNT_WIDE = frozenset(
    [
        "unauthorized",
        "no_subscription",
        "api_no_subscription",
        "plan_too_low",
        "api_plan_too_low",
        "parallel_limit",
        "user_not_found",
        "group_not_found",
        "permission_denied",
        "http_401",
        "http_403",
        "http_404",
        "redirect_http",
        "redirect_host",
        "redirect_host_307",
        "redirect_file",
        "redirect_loop",
        "http_429",
        "http_429_seconds",
        "http_429_date",
        "http_429_past",
        "http_429_century",
        "http_429_nonsense",
    ]
)
"""Kinds of refusals that hold up an account's other jobs, too, as they should."""
_SLOW = ("hang", "trickle", "hang_midway", "endless_body", "endless_headers")


@dataclass(frozen=True)
class Trial:
    """What became of the job of one fault."""

    job: Job
    charged: int
    held: bool
    """It waits: for somebody, or until a pause is over."""


def prompt(name: str) -> str:
    """The words that ask for a fault.

    What somebody must see to lasts: a look at the balance that goes well lets a held job try once more.
    """
    stage, _, kind = name.partition(".")
    lasts = stage in {"status", "download"} and kind in ACCOUNT_WIDE and not kind.startswith("http_429")
    return f"a cube [[fault:{name}{':*' if lasts else ''}]]"


def is_account_wide(name: str) -> bool:
    """Say whether a fault needs an account of its own."""
    stage, _, kind = name.partition(".")
    return stage not in {"file", "model"} and kind in ACCOUNT_WIDE


@dataclass(frozen=True)
class Trials:
    """All of them."""

    of: Mapping[str, Trial]
    log: str
    folder: Path
    requests: list[Any]


def run(sandbox: Any, folder: Path) -> Trials:
    """Try all faults of jobs."""
    alone = [name for name in OF_JOBS if is_account_wide(name)]
    crowd = [name for name in OF_JOBS if not is_account_wide(name)]
    crowd.sort(key=lambda name: not name.endswith(_SLOW))
    with ThreadPoolExecutor(4) as pool:
        tried = [pool.submit(_run, crowd, sandbox, folder / "crowd", _CROWD_SECONDS)]
        tried += [pool.submit(_run, [name], sandbox, folder / name, _ALONE_SECONDS) for name in alone]
        found, logs = zip(*(each.result() for each in tried), strict=True)
    charged = submissions(sandbox)
    trials = {
        name: Trial(job=job, charged=charged.get(prompt(name), 0), held=job.state not in ENDS)
        for jobs in found
        for name, job in jobs.items()
    }
    return Trials(of=trials, log="\n".join(logs), folder=folder, requests=sandbox.record()["requests"])


def _run(names: list[str], sandbox: Any, folder: Path, seconds: float) -> tuple[dict[str, Job], str]:
    desk = Desk(folder, base_url=sandbox.base_url, key=sandbox.key)
    try:
        jobs = {name: desk.add(prompt(name)) for name in names}

        def settled() -> bool:
            desk.ensure(deadline_seconds=DEADLINE_SECONDS)
            jobs.update({name: desk.ledger.get(job.id) for name, job in jobs.items()})
            return all(_is_settled(job) for job in jobs.values())

        wait_at_most(seconds, settled, pause_seconds=0.1)
        desk.supervisor.stop(desk.account, wait_seconds=3.0)
        return jobs, desk.log()
    finally:
        desk.close()


def _is_settled(job: Job) -> bool:
    """It has ended, or waits for somebody, for room, or for a pause of the service that it is asked for each time."""
    if job.state in ENDS or job.blocked or job.hold_code == "TOO_MANY_TASKS":
        return True
    return job.hold_code == "RATE_LIMITED" and (job.state == "QUEUED" or "http_429_century" in job.prompt)
