# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries every fault on jobs of their own: many beside each other where that is possible, alone where it is not."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rodin_props.jobs.job import Job
from rodin_props.jobs.work import Kind
from support.waiting import wait_at_most

from torture.cases import CASES, OF_ZIPS, Case, is_account_wide, prompt
from torture.desk import ENDS, Desk, submissions

DEADLINE_SECONDS = 100.0
"""A model may have to be made on a busy machine; what is stuck waits as long."""
_CROWD_SECONDS = 540.0
"""Below the time that pytest gives the first test, which waits for all of them."""
_CROWD = {"deadline_seconds": DEADLINE_SECONDS, "parallel_jobs": 60, "poll_interval_seconds": 0.5}
"""More at a time, or more questions, would wait for each other on a busy machine until they give up."""
_ALONE_SECONDS = 120.0
KEY = "secret-key-5f0c1d9b7a3e"
"""Unlike anything else that is written down."""
_SLOW = (
    *("hang", "trickle", "hang_midway", "endless_body", "endless_headers"),
    *("stuck", "stuck_waiting", "unknown_words", "jobs_empty"),
    *("jobs_missing", "jobs_object", "jobs_junk", "jobs_huge", "list_missing", "list_object", "entries_many"),
)
"""Are begun first."""


@dataclass(frozen=True)
class Trial:
    """What became of the job of one fault."""

    job: Job
    charged: int
    held: bool
    """It waits: for somebody, or until a pause is over."""


@dataclass(frozen=True)
class Trials:
    """All of them."""

    of: Mapping[Case, Trial]
    log: str
    folder: Path
    requests: list[Any]


def run(sandbox: Any, zip_sandbox: Any, folder: Path) -> Trials:
    """Try all cases. :param zip_sandbox: one that lists parts as a zip."""
    alone = [case for case in CASES if is_account_wide(case.name)]
    zips = [case for case in CASES if case.name in OF_ZIPS]
    together = [case for case in CASES if case not in alone and case not in zips]
    crowds = [[case for case in together if case.kind is kind] for kind in Kind]
    with ThreadPoolExecutor(6) as pool:
        tried = [
            pool.submit(_run, sorted(crowd, key=_is_quick), sandbox, folder / f"crowd-{crowd[0].kind}", _CROWD_SECONDS)
            for crowd in crowds
        ]
        tried.append(pool.submit(_run, zips, zip_sandbox, folder / "zips", _CROWD_SECONDS))
        tried += [pool.submit(_run, [case], sandbox, folder / "-".join(case), _ALONE_SECONDS) for case in alone]
        found, logs = zip(*(each.result() for each in tried), strict=True)
    charged = {**submissions(sandbox), **submissions(zip_sandbox)}
    trials = {
        case: Trial(job=job, charged=charged.get(prompt(case.name, case.kind), 0), held=job.state not in ENDS)
        for jobs in found
        for case, job in jobs.items()
    }
    requests = [each for service in (sandbox, zip_sandbox) for each in service.record()["requests"]]
    return Trials(of=trials, log="\n".join(logs), folder=folder, requests=requests)


def _is_quick(case: Case) -> bool:
    return not case.name.endswith(_SLOW)


def _run(cases: list[Case], sandbox: Any, folder: Path, seconds: float) -> tuple[dict[Case, Job], str]:
    desk = Desk(folder, base_url=sandbox.base_url, key=sandbox.key)
    try:
        jobs = {case: desk.add(prompt(case.name, case.kind), case.kind) for case in cases}

        def settled() -> bool:
            desk.ensure(**_CROWD)
            now = {job.id: job for job in desk.ledger.jobs()}
            jobs.update({case: now[job.id] for case, job in jobs.items()})
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
