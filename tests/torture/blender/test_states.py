# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of Blender, of the worker, of the background Blender and of all three, at every state of a job.

A real Blender pressed the button and receives the prop; one that was killed is started again with its saved file.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from torture.artist import Artist, Blender, go_on, kill
from torture.counts import tried
from torture.desk import submissions

GENERATING = "[[fault:status.stuck:1]]"
STATES = {
    "QUEUED": "submit:before-receipt",
    "SUBMITTING": "submit:before-answer",
    "WAITING": "WAITING:after-file",
    "GENERATING": "GENERATING:after-file",
    "DOWNLOADING": "DOWNLOADING:after-file",
    "PREPARING": "prepare:after-start",
    "READY": "READY:after-file",
    "landing": "IMPORTED:before-commit",
    "landed": "IMPORTED:after-commit",
}
BLENDER, WORKER, BACKGROUND, ALL = "Blender", "worker", "background Blender", "all"
LOST_ANSWER = ("SUBMITTING", ALL)
ARRIVES = (
    *((state, BLENDER) for state in STATES),
    *((state, ALL) for state in ("WAITING", "DOWNLOADING", "PREPARING")),
    ("PREPARING", WORKER),
    ("PREPARING", BACKGROUND),
)


def prompt_of(state: str, victim: str) -> str:
    words = f"a cube {state} {victim}"
    return f"{words} {GENERATING}" if state == "GENERATING" else words


def kill_and_come_back(state: str, victim: str, artist: Artist) -> dict[str, Any]:
    """Kill at the state; then Blender goes on, or is started again. Returns what it finds."""
    try:
        blender = artist.start("generate", freeze_at=STATES[state], source="text", prompt=prompt_of(state, victim))
        frozen = artist.until_frozen()
        strike(victim, artist, blender)
        go_on(frozen)
        return artist.play("come_back") if victim in {BLENDER, ALL} else blender.facts()
    finally:
        artist.end_all()


def strike(victim: str, artist: Artist, blender: Blender) -> None:
    victims = []
    if victim in {WORKER, ALL}:
        victims += artist.worker_pids()
        assert victims
    if victim == BACKGROUND or (victim == ALL and artist.background_blender_pids()):
        victims += artist.background_blender_pids()
        assert victims
    for pid in victims:
        kill(pid)
    if victim in {BLENDER, ALL}:
        blender.kill()


@pytest.fixture(scope="module")
def outcomes(
    artist_at: Callable[[str], Artist], quick_sandbox: Any
) -> Iterator[dict[tuple[str, str], "Future[dict[str, Any]]"]]:
    """What became of each case; they are tried beside each other."""
    quick_sandbox.reset()
    with ThreadPoolExecutor(3) as pool:
        yield {
            (state, victim): pool.submit(kill_and_come_back, state, victim, artist_at(f"{state} {victim}"))
            for state, victim in (*ARRIVES, LOST_ANSWER)
        }


@pytest.mark.parametrize(("state", "victim"), ARRIVES)
def test_the_prop_arrives_whoever_was_killed(
    state: str, victim: str, outcomes: dict[tuple[str, str], "Future[dict[str, Any]]"], quick_sandbox: Any
) -> None:
    told = outcomes[state, victim].result()
    (job,) = told["jobs"]
    assert (job["state"], job["error"]) == ("IMPORTED", "")
    assert len(told["props"]) == 1
    assert submissions(quick_sandbox)[prompt_of(state, victim)] == 1
    tried("processes killed under a real Blender")


def test_a_submission_whose_answer_died_with_everybody_is_uncertain(
    outcomes: dict[tuple[str, str], "Future[dict[str, Any]]"], quick_sandbox: Any
) -> None:
    told = outcomes[LOST_ANSWER].result()
    (job,) = told["jobs"]
    assert (job["state"], job["code"], told["props"]) == ("UNCERTAIN", "MAYBE_BILLED", [])
    assert "Compare your credits" in told["sentence"]
    assert submissions(quick_sandbox)[prompt_of(*LOST_ANSWER)] == 1
    tried("processes killed under a real Blender")
