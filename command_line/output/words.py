# SPDX-License-Identifier: GPL-3.0-or-later
"""An answer in words, for a person at a terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...api.options.prices import Price

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .answer import Answer, Cost, JobFacts


def lines_of(answer: Answer, program: str) -> tuple[str, ...]:
    """Return what is written on standard output."""
    return tuple(_lines(answer, program))


def trouble_of(answer: Answer, program: str) -> str:
    """Return what is written on the error stream; "" if nothing went wrong."""
    if answer.trouble is None:
        return ""
    more = f"\nTo go on: {program} {answer.go_on}" if answer.go_on else ""
    return f"{answer.trouble.sentence}{more}"


def _lines(answer: Answer, program: str) -> Iterator[str]:
    yield from answer.said
    if answer.price is not None:
        yield f"Price: {price_words(answer.price)}"
    if answer.balance is not None:
        yield f"{Price(credits=answer.balance).words} left"
    yield from map(job_line, answer.jobs)
    if answer.library:
        yield f"Library: {answer.library}"
    yield from (f"{prop.name}\t{prop.project}\t{prop.path}" for prop in answer.props)
    if answer.output:
        yield f"Written: {answer.output}"
    if answer.report:
        yield f"Report: {answer.report}"
    if answer.go_on and answer.trouble is None:
        yield f"To go on: {program} {answer.go_on}"


def price_words(cost: Cost) -> str:
    """Return a price: “1.5 credits for 3”."""
    words = Price(credits=cost.credits, up_to=cost.up_to).words
    return words if cost.count == 1 else f"{words} for {cost.count}"


def job_line(job: JobFacts) -> str:
    """Return a job in one line, its parts between tabs: id, state, name, when, and what went wrong."""
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(job.created_at))
    parts = [job.id, job.state, job.name, when, *([job.trouble.sentence] if job.trouble else [])]
    return "\t".join(parts)
