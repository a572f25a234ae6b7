# SPDX-License-Identifier: GPL-3.0-or-later
"""The report that a command leaves, however it ends: what came of it is never lost over a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import RodinError
from ..exit_codes import ExitCode, exit_code_of_error
from ..output.answer import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ..command import Run
    from ..output.answer import Answer


def with_report(run: Run, answer: Answer, page: Path | None, write: Callable[[Path], object]) -> Answer:
    """Write a page, and return the answer with its path, or with why it was not written.

    That is the trouble if all else went well, and a sentence beside it otherwise.

    :param page: None for no page.
    """
    if page is None:
        return answer
    run.progress.say("Writing the report")
    try:
        write(page)
    except KeyboardInterrupt:
        return replace(answer, said=(*answer.said, "The report was not written: it was interrupted."))
    except RodinError as error:
        if answer.exit_code is ExitCode.DONE:
            return replace(answer, exit_code=exit_code_of_error(error), trouble=Trouble.of_error(error))
        return replace(answer, said=(*answer.said, f"The report was not written. {error}"))
    return replace(answer, report=str(page))
