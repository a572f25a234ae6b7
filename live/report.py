# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run found, as Markdown and as JSON, without a secret in it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .asking.private_file import write_private
from .calls.call import Outcome
from .calls.table import CALLS
from .questions.question import Verdict
from .questions.table import QUESTIONS
from .run import Result

_ID_LETTERS = 8
_SECTIONS = {
    Verdict.DOES_NOT_HOLD: "Does not hold",
    Verdict.HOLDS: "Holds",
    Verdict.UNCLEAR: "Could not be told",
    Verdict.NOT_TRIED: "Not tried",
}


def as_json(result: Result, *, address: str, hide: Callable[[str], str]) -> dict[str, Any]:
    """Return the report as plain values.

    :param hide: puts stand-ins in place of secrets.
    """
    questions = [
        {
            "name": name,
            "asks": question.asks,
            "assumes": question.assumes,
            "assumed_by": question.assumed_by,
            "verdict": result.findings[name].verdict.value,
            "seen": hide(result.findings[name].seen),
        }
        for name, question in QUESTIONS.items()
    ]
    calls = [_call(outcome, hide) for outcome in result.outcomes.values()]
    return {
        "address": address,
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "questions": questions,
        "calls": calls,
        "skipped": {name: hide(why) for name, why in result.skipped.items()},
        "unfinished": result.unfinished,
    }


def as_markdown(told: dict[str, Any]) -> str:
    """Return a report of plain values as a page."""
    lines = [f"# What Rodin does: {told['date']}", "", f"Asked at {told['address']}."]
    if told["unfinished"]:
        lines += ["", f"Not finished: {told['unfinished']}. Run it again to go on; nothing is paid twice."]
    for verdict, title in _SECTIONS.items():
        found = [each for each in told["questions"] if each["verdict"] == verdict.value]
        lines += ["", f"## {title}: {len(found)}", ""]
        lines += [line for each in found for line in _lines(each, verdict)]
    lines += ["", "## Paid calls", "", "| Call | Task | Ended | Listed | Charged |", "|---|---|---|---|---|"]
    for each in told["calls"]:
        charged = "not known" if each["charged"] is None else f"{each['charged']:g}"
        row = (f"{each['name']}: {each['what']}", each["task"] or "none", each["end"], f"{each['listed']:g}", charged)
        lines.append(f"| {' | '.join(row)} |")
    lines += [f"- {name} was not made: {why}." for name, why in told["skipped"].items()]
    return "\n".join(lines) + "\n"


def write(result: Result, folder: Path, *, address: str, hide: Callable[[str], str]) -> dict[str, Any]:
    """Write report.json and report.md; return what is in them. :raises OSError:"""
    told = as_json(result, address=address, hide=hide)
    write_private(folder / "report.json", json.dumps(told, indent=1, ensure_ascii=False).encode())
    write_private(folder / "report.md", as_markdown(told).encode())
    return told


def _call(outcome: Outcome, hide: Callable[[str], str]) -> dict[str, Any]:
    return {
        "name": outcome.call,
        "what": CALLS[outcome.call].what,
        "task": outcome.task_uuid[:_ID_LETTERS],
        "end": outcome.end.value,
        "refusal": hide(outcome.refusal),
        "listed": outcome.price,
        "charged": outcome.charged,
        "files": [hide(name) for name, _ in outcome.entries],
    }


def _lines(question: dict[str, Any], verdict: Verdict) -> list[str]:
    lines = [
        f"- **{question['name']}**: {question['asks']} Assumed: {question['assumes']}. Seen: {_ended(question['seen'])}"
    ]
    if verdict is Verdict.DOES_NOT_HOLD:
        lines.append(f"  Rests on it: {question['assumed_by']}.")
    return lines


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
