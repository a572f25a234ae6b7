# SPDX-License-Identifier: GPL-3.0-or-later
"""What the interface says of things that are under way, and what there is to do meanwhile: the tables of the page.

What is said is found in the code. What to do stands here; a state without it ends `make docs`, and so does advice on
what is not said any more.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ..markdown import CLOSE, OPEN, plain, table
from .advice import IN_A_SET, OF_A_JOB, OF_WORK
from .source import trees
from .texts import texts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """States that are shown in one place."""

    title: str
    head: str
    """Of the column with what is said."""
    modules: tuple[str, ...]
    """That say it, without the package's name."""
    advice: Mapping[str, str]
    """What is said -> what to do."""
    has_labels: bool = True
    """These modules write labels, too: one word alone is one."""


TABLES = (
    Table(
        title="",
        head="The list says",
        modules=("jobs.states", "ui.status", "session.landing.busy", "session.landing.together"),
        advice=OF_A_JOB,
        has_labels=False,
    ),
    Table(
        title="In the table of a set",
        head="A blockout's line says",
        modules=("ui.dressing.rows",),
        advice=IN_A_SET,
    ),
    Table(
        title="While something else is made",
        head="The panel or the status bar says",
        modules=(
            "operators.account",
            "session.pending_pictures",
            "ui.dressing",
            "ui.job_list",
            "ui.layouts.keeping",
            "ui.layouts.pictures",
            "ui.light",
            "ui.publishing",
        ),
        advice=OF_WORK,
    ),
)
_SMALL_WORD = re.compile(r"(?<![\w’'])(?!(an|and|at|by|for|in|of|on|or|the|to|with)\b)[a-z][a-z’']+")
"""Besides those that are small in labels, too."""


def is_state(module: str, text: str) -> bool:
    """Say whether a text of a module stands in one of the tables."""
    return any(module in each.modules and text in _said(each) for each in TABLES)


@cache
def _said(shown: Table) -> tuple[str, ...]:
    every = (text for module in shown.modules for text in texts(trees()[module]))
    return tuple(dict.fromkeys(text for text in every if _is_state(text, has_labels=shown.has_labels)))


def _is_state(text: str, *, has_labels: bool) -> bool:
    """Tell states from sentences, which have an end, from labels (Each Word Is Large), and from what begins small."""
    if not text[:1].isupper() or text.endswith((".", "?")):
        return False
    words = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", text).strip()
    if words.split()[0].endswith(("ing", "…")) or words.endswith("…"):
        return True
    return _SMALL_WORD.search(words) is not None if " " in words else not has_labels


def page() -> str:
    """Return the tables. :raises LookupError: there is a state without advice, or advice without a state."""
    return "\n".join(part for each in TABLES for part in _lines(each))


def _lines(shown: Table) -> Iterator[str]:
    said = _said(shown)
    unknown = [text for text in said if text not in shown.advice]
    unused = [text for text in shown.advice if text not in said]
    if unknown or unused:
        raise LookupError(f"No advice: {unknown}. Not said: {unused}.")
    if shown.title:
        yield f"### {shown.title}\n"
    rows = {what: [text for text in said if shown.advice[text] == what] for what in shown.advice.values()}
    yield table((shown.head, "What to do"), (("<br>".join(map(plain, some)), what) for what, some in rows.items()))
