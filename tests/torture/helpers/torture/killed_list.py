# SPDX-License-Identifier: GPL-3.0-or-later
"""A list that is made while its worker, its Blender, and then both are killed at any moment."""

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.pictures import disc
from support.report_page import read_page
from support.waiting import wait_until

from torture.artist import Artist, kill

VICTIMS = ("worker", "Blender", "both")
_WORKERS_THAT_DIE = 2
_WORDS = {"READY": "Ready", "UNCERTAIN": "Unclear"}
"""What the report says."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a list."""

    rows: list[dict[str, Any]]
    """Of the session that came to the end: state, error and path of each."""
    paths: list[Path]
    """The .blends that were written."""
    submissions: Counter[str]
    """How often each prompt was accepted and charged."""
    requests_per_minute: int
    """The most in any 60 seconds, to the service and to its hosts of files."""
    refused: int
    """Submissions that the service did not take: too many tasks at once, too many requests."""
    requests: int
    """In all."""
    seconds: float
    """From the first request to the last."""
    deaths: str
    """Who was killed when, for whoever wants to play it again."""
    again: dict[str, Any]
    """What the same list came to when it was given once more."""
    report: Path
    """The page that was written at the end."""


def write_list(path: Path, rows: int) -> Path:
    """Write a list of so many props, all different; every fourth has a picture beside its words."""
    (path.parent / "disc.png").write_bytes(disc())
    lines = [
        f"prop {number},a crate with the number {number},{0.5 + number / 100},{'' if number % 4 else 'disc.png'}"
        for number in range(rows)
    ]
    path.write_text("\n".join(["name,text,size,picture", *lines]) + "\n", "utf-8")
    return path


def play(artist: Artist, sandbox: Any, *, rows: int, seed: int, seconds: float, **settings: Any) -> Outcome:
    """Make a list, and kill three times.

    :param seed: of the moments and of their order.
    :param seconds: how long it may take in all.
    :param settings: requests_per_minute, parallel_jobs.
    """
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(1, rows), len(VICTIMS)))
    victims = chance.sample(VICTIMS, len(VICTIMS))
    path, folder = write_list(artist.folder / "crates.csv", rows), artist.folder / "made"
    report = artist.folder / "report.html"
    order = {"list": str(path), "folder": str(folder), "report": str(report), **settings}
    blender = artist.start("make_list", **order)
    for moment, victim in zip(moments, victims, strict=True):
        wait_until(lambda: _accepted(sandbox) >= moment, seconds=seconds, what=f"prop {moment}")  # noqa: B023
        workers = wait_until(artist.worker_pids, what="the worker")
        if victim != "worker":
            blender.kill()
        if victim != "Blender":
            for pid in workers:
                kill(pid)
        if victim != "worker":
            blender = artist.start("make_list", **order)
    told = blender.facts(seconds)
    record = sandbox.record()
    again = artist.start("make_list", **order).facts(seconds)
    return Outcome(
        rows=told["rows"],
        paths=sorted(folder.rglob("*.blend")),
        submissions=Counter(_prompt(each) for each in sandbox.record()["submissions"]),
        requests_per_minute=most_in_a_minute([each["seconds"] for each in record["requests"]]),
        refused=sum(each["path"].endswith("/rodin") for each in record["requests"]) - len(record["submissions"]),
        requests=len(record["requests"]),
        seconds=record["requests"][-1]["seconds"] - record["requests"][0]["seconds"],
        deaths=f"seed {seed}: {', '.join(f'{who} at {when}' for who, when in zip(victims, moments, strict=True))}",
        again=again,
        report=report,
    )


def check(outcome: Outcome, *, rows: int) -> None:
    """See that every prop is there, paid for once, and that the same list sends nothing more.

    What was being sent at the very moment of its worker's death may have been paid: it is UNCERTAIN, its row says so,
    and it is not sent again by itself. That happens to one at most for each death of a worker.
    """
    states = Counter(row["state"] for row in outcome.rows)
    unclear = states["UNCERTAIN"]
    assert states == Counter(READY=rows - unclear) + Counter(UNCERTAIN=unclear), outcome.deaths
    assert unclear <= _WORKERS_THAT_DIE, outcome.deaths
    assert set(outcome.submissions.values()) == {1}, outcome.deaths
    assert rows - unclear <= len(outcome.submissions) <= rows, outcome.deaths
    assert len(outcome.paths) == rows - unclear, outcome.deaths
    assert {row["path"] for row in outcome.rows if row["path"]} == set(map(str, outcome.paths)), outcome.deaths
    assert outcome.again["paid"] == 0, outcome.deaths
    assert outcome.again["rows"] == outcome.rows, outcome.deaths
    check_report(outcome)


def check_report(outcome: Outcome) -> None:
    """See that the page tells of each row, in their order, what became of it, and what all cost."""
    page = read_page(outcome.report)
    words = [tag.text for tag in page.all("p", class_="word")]
    assert words == [_WORDS[row["state"]] for row in outcome.rows], outcome.deaths
    names = [tag.text for tag in page.all("p", class_="name")]
    assert names == [f"prop {number}" for number in range(len(words))], outcome.deaths
    assert all(f"Row {number + 2}" in row.text for number, row in enumerate(page.rows)), outcome.deaths
    for row, told in zip(outcome.rows, page.rows, strict=True):
        assert row["error"] in told.text, outcome.deaths
    finished = words.count(_WORDS["READY"])
    (sums,) = page.all("ul", class_="sums")
    assert f"{finished} of {len(words)} finished" in sums.text, outcome.deaths
    assert len(page.pictures) >= finished + len(words) // 4, outcome.deaths


def most_in_a_minute(moments: list[float]) -> int:
    """Return how many of these moments lie within 60 seconds, at most."""
    times = sorted(moments)
    most = first = 0
    for last, moment in enumerate(times):
        while moment - times[first] >= 60.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def _accepted(sandbox: Any) -> int:
    return len(sandbox.record()["submissions"])


def _prompt(submission: Any) -> str:
    prompt = submission["fields"].get("prompt", "")
    return str(prompt[0] if isinstance(prompt, list) else prompt)
