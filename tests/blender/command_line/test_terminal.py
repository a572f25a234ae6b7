# SPDX-License-Identifier: GPL-3.0-or-later
"""On a terminal, one line with a bar is drawn again and again, and is gone in the end."""

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

Part = Callable[[str], ModuleType]


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def _job(part: Part, state: str, **more: Any) -> Any:
    kind, states = part("jobs.job").Job, part("jobs.states").State
    return kind(
        id="1", account="", base_url="", name="Stool", source="", folder=Path("1"), created_at=0.0, updated_at=0.0,
        state=states[state], **more,
    )  # fmt: skip


def test_the_bar_is_one_line_that_goes_away(addon: ModuleType, part: Part) -> None:
    stream = Terminal()
    progress = part("command_line.output.progress").progress_for(stream, is_quiet=False)
    for state in ("QUEUED", "DOWNLOADING", "READY"):
        progress.show((_job(part, state),))
    progress.end()
    drawn = stream.getvalue().split("\r\x1b[K")
    assert "\n" not in stream.getvalue()
    assert [line.partition("]")[2].split()[0] for line in drawn if line] == ["0%", "85%", "100%"]
    assert drawn[-2].startswith("[" + "#" * 24 + "]")
    assert drawn[-1] == ""


def test_where_nothing_was_drawn_nothing_is_removed(addon: ModuleType, part: Part) -> None:
    stream = Terminal()
    progress = part("command_line.output.progress").progress_for(stream, is_quiet=False)
    progress.end()
    assert stream.getvalue() == ""
    progress.say("Looking at the list")
    progress.end()
    progress.end()
    assert stream.getvalue() == "\r\x1b[KLooking at the list\r\x1b[K"


def test_what_a_job_waits_for_stands_beside_the_bar(addon: ModuleType, part: Part) -> None:
    stream = Terminal()
    progress = part("command_line.output.progress").progress_for(stream, is_quiet=False)
    progress.show((_job(part, "QUEUED", hold="Rodin is busy.", hold_code="TOO_MANY_TASKS"),))
    assert "Stool: Rodin is busy." in stream.getvalue()
