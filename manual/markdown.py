# SPDX-License-Identifier: GPL-3.0-or-later
"""Words as Markdown."""

import re
from collections.abc import Iterable, Sequence

OPEN, CLOSE = "‹", "›"
"""Stand around what a sentence says in its own place each time, such as a name."""


def blank(name: str) -> str:
    """Return what stands for something that differs each time."""
    return f"{OPEN}{name.replace('_', ' ')}{CLOSE}"


def plain(text: str) -> str:
    """Return a text in which nothing but words between backticks has a meaning; blanks are in italics."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(re.sub(f"[{OPEN}{CLOSE}]", "", part) if part.startswith("`") else _escaped(part) for part in parts)


def _escaped(text: str) -> str:
    text = re.sub(r"([\\*_<\[|])", r"\\\1", text)
    return re.sub(rf"{OPEN}([^{CLOSE}]*){CLOSE}", r"*\1*", text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(cell or ' ' for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
