# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions about single options: whether the service takes them, and what they do."""

from pathlib import Path

from ..calls.call import End
from .of_model import accepted
from .question import Evidence, Finding, Question, either, fails, holds, unclear

_LITTLE = 1e-6


def _quad_normal(evidence: Evidence) -> Finding:
    taken, outcome = accepted(evidence), evidence.outcome()
    if outcome.end is End.DONE and outcome.charged is not None:
        return either(outcome.charged <= outcome.price + _LITTLE, f"taken for {outcome.charged:g} credits")
    return taken


def _usdz(evidence: Evidence) -> Finding:
    taken, outcome = accepted(evidence), evidence.outcome()
    if outcome.end is not End.DONE:
        return taken
    names = [name for name, _ in outcome.entries]
    return either(any(Path(name).suffix.lower() == ".usdz" for name in names), ", ".join(names) or "no files")


def _preview_render(evidence: Evidence) -> Finding:
    outcome = evidence.outcome()
    if not outcome.steps:
        return accepted(evidence)
    names = ", ".join(name for name, _ in outcome.entries)
    seen = f"steps: {', '.join(outcome.steps)}; files: {names or 'none'}"
    failed, done = ("Failed" in outcome.steps), ("Done" in outcome.steps)
    if failed and not done:
        return unclear(seen)
    return holds(seen) if failed else fails(seen)


OPTIONS = (
    Question(
        name="addons_word",
        asks="Is addons taken as a bare word?",
        assumes="HighPack, not a JSON list",
        assumed_by="api/options/rules.py: form",
        calls=("high_pack",),
        judge=accepted,
    ),
    Question(
        name="addons_list",
        asks="Is addons taken as a JSON list, too?",
        assumes='["HighPack"] is taken, too',
        assumed_by="sandbox/requests/generation.py: _addons",
        calls=("addons_list",),
        judge=accepted,
    ),
    Question(
        name="quad_normal",
        asks="Is quad_normal taken, and without a surcharge?",
        assumes="it is, with Gen-2.5 and Quad",
        assumed_by="api/options/fields.py: quad_normal; api/options/rules.py: list_price",
        calls=("quad_normal",),
        judge=_quad_normal,
    ),
    Question(
        name="usdz",
        asks="Does Gen-2.5 write usdz?",
        assumes="it does, though this is doubtful",
        assumed_by="api/options/advice.py: warnings",
        calls=("usdz",),
        judge=_usdz,
    ),
    Question(
        name="hybrid",
        asks="Is the material Hybrid taken?",
        assumes="it is, on Gen-2 and Gen-2.5",
        assumed_by="api/options/types.py: HYBRID",
        calls=("hybrid",),
        judge=accepted,
    ),
    Question(
        name="preview_render",
        asks="Does the job of preview_render fail, while the model is there?",
        assumes="it does, so that a failed step does not mean a failed task",
        assumed_by="jobs/steps/wait.py: has_failed",
        calls=("preview_render",),
        judge=_preview_render,
    ),
)
