# SPDX-License-Identifier: GPL-3.0-or-later
"""How long one tick of the monitor holds the main thread: 100 jobs, 10,000 objects, 20 placeholders."""

import random
import time
from statistics import median
from typing import Any

import bpy

from .extension import answer, enable, move, new_job, part, told

WAYS = {
    "QUEUED": (),
    "GENERATING": ("WAITING", "GENERATING"),
    "DOWNLOADING": ("WAITING", "DOWNLOADING"),
    "READY": ("WAITING", "DOWNLOADING", "READY"),
    "IMPORTED": ("WAITING", "DOWNLOADING", "READY", "IMPORTED"),
    "FAILED": ("FAILED",),
    "CANCELLED": ("CANCELLED",),
}


def fill_ledger(count: int) -> list[Any]:
    """Jobs in all sorts of states; those that generate."""
    generating = []
    for number in range(count):
        state = list(WAYS)[number % len(WAYS)]
        job = move(new_job(name=f"Chair {number}"), *WAYS[state])
        if state == "GENERATING":
            generating.append(job)
    return generating


def fill_scene(objects: int, jobs: list[Any], placeholders: int) -> None:
    """A big scene, and places for some of the jobs."""
    for number in range(objects):
        bpy.context.collection.objects.link(bpy.data.objects.new(f"Thing {number}", None))
    placement = part("scene.places.placement")
    for number in range(placeholders):
        job = jobs[number % len(jobs)]
        placement.create_placeholder(
            bpy.context, job_id=job.id, name=job.name, size=part("scene.measure.sizing").Size(), location=(number, 0, 0)
        )


def tick_times(jobs: list[Any], *, repeat: int, changing: bool) -> tuple[list[float], list[float]]:
    """Seconds of each tick, by the clock and of the processor.

    :param changing: somebody else has written one job before each.
    """
    tick, session = part("session.watching.tick"), part("session.session")
    other = part("jobs.ledger.ledger").Ledger.open(session.current().ledger.path)
    times, processor_times = [], []
    for _ in range(repeat):
        if changing:
            other.update(random.choice(jobs).id, steps_done=random.randrange(6), steps_total=6)
        began, processor_began = time.perf_counter(), time.thread_time()
        tick.tick(bpy.context)
        times.append(time.perf_counter() - began)
        processor_times.append(time.thread_time() - processor_began)
    other.close()
    return times, processor_times


def main() -> None:
    enable()
    jobs = fill_ledger(told()["jobs"])
    fill_scene(told()["objects"], jobs, told()["placeholders"])
    account = part("session.addon").account(bpy.context)
    lock = part("jobs.locks").FileLock(
        part("jobs.accounts").worker_lock_path(part("session.session").current().ledger.path, account.id)
    )
    assert lock.acquire()  # as if a worker lived: nothing may be sent
    tick_times(jobs, repeat=5, changing=False)
    still, _ = tick_times(jobs, repeat=200, changing=False)
    busy, busy_processor = tick_times(jobs, repeat=200, changing=True)
    answer(
        still_seconds=median(still),
        busy_seconds=median(busy),
        busy_processor_seconds=median(busy_processor),
        worst_seconds=max(still + busy),
    )


main()
