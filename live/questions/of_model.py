# SPDX-License-Identifier: GPL-3.0-or-later
"""From a question's paid call to the model that answers it."""

from collections.abc import Callable
from pathlib import Path

from ..calls.call import End, Outcome
from ..model.glb import Model, NoModel
from .question import Evidence, Finding, fails, holds, unclear


def of_model(judge: Callable[[Model], Finding]) -> Callable[[Evidence], Finding]:
    """Return what judges the GLB of a call that ended well, and says why where there is none."""

    def judged(evidence: Evidence) -> Finding:
        outcome = evidence.outcome()
        try:
            path = _glb(outcome)
            return judge(Model.read(path)) if path else unclear(why_none(outcome))
        except NoModel as error:
            return unclear(str(error))

    return judged


def accepted(evidence: Evidence) -> Finding:
    """Say whether a call was taken, and which files came of it."""
    outcome = evidence.outcome()
    if outcome.end is not End.DONE:
        return fails(why_none(outcome)) if outcome.end is End.REFUSED else unclear(why_none(outcome))
    return holds(f"taken; files: {', '.join(name for name, _ in outcome.entries)}")


def why_none(outcome: Outcome) -> str:
    """Say why a call brought no file that tells."""
    if outcome.end is End.REFUSED:
        return f"it was refused: {outcome.refusal}"
    if outcome.end is not End.DONE:
        return f"the task is {outcome.end.value}"
    return outcome.trouble or f"no model among {', '.join(name for name, _ in outcome.entries) or 'no files'}"


def _glb(outcome: Outcome) -> Path | None:
    """Return the usual model: a dense one that is listed beside it is larger."""
    found = [path for path in outcome.files.values() if path.suffix.lower() == ".glb"]
    return min(found, key=lambda path: path.stat().st_size, default=None)
