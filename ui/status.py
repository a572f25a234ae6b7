# SPDX-License-Identifier: GPL-3.0-or-later
"""A job in words: what the list shows. Pure functions; the panel only lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import Remedy
from ..jobs.states import State
from ..jobs.work import Kind
from ..session.inputs.from_job import has_settings
from ..session.sources import Source
from ..session.watching.progress import fraction

if TYPE_CHECKING:
    from ..jobs.job import Job

_LONGER_WORDS = {
    State.WAITING: "Waiting for Rodin",
    State.IMPORTED: "In the scene",
    State.UNCERTAIN: "Unclear whether Rodin got it",
}
"""Where there is room for them."""

_GENERATING = {Kind.TEXTURES: "Making textures", Kind.PARTS: "Making parts"}
_PLACE_ELSEWHERE = {
    Kind.GENERATION: "Ready, its place is not in this file",
    Kind.TEXTURES: "Ready, its mesh is not in this file",
    Kind.PARTS: "Ready, its whole is not in this file",
}
_PLACE_LINKED = {
    Kind.GENERATION: "Its place is linked from “{name}”. Open that file, or make the object local.",
    Kind.TEXTURES: "Its mesh is linked from “{name}”. Open that file, or make the object local.",
    Kind.PARTS: "Its whole is linked from “{name}”. Open that file, or make the object local.",
}
_ARRIVED = {Kind.TEXTURES: "On the mesh"}
KIND_ICONS = {Kind.TEXTURES: "TEXTURE", Kind.PARTS: "MOD_EXPLODE"}
"""Of jobs that are no generations."""

STATE_ICONS = {
    State.READY: "IMPORT",
    State.IMPORTED: "CHECKMARK",
    State.FAILED: "ERROR",
    State.CANCELLED: "PANEL_CLOSE",
    State.UNCERTAIN: "QUESTION",
}
"""Of jobs that do not go on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """How one job is shown."""

    name: str
    text: str
    icon: str = "NONE"
    fraction: float | None = None
    """Of the progress bar, 0 to 1; None for no bar."""
    sentence: str = ""
    """Longer words under the line: what happened and what to do."""
    remedy: Remedy = Remedy.NONE
    has_settings: bool = False
    """It was made with settings of the panel, which are known."""
    in_scene: bool = False
    can_cancel: bool = False
    can_resume: bool = False
    can_retry: bool = False
    can_import: bool = False
    can_keep: bool = False
    can_remove: bool = False
    can_show_files: bool = False
    can_try_anyway: bool = False


def source_icon(job: Job) -> str:
    """Return the name of the icon of what a job was made from, or of what it makes if that is no prop."""
    if job.kind in KIND_ICONS:
        return KIND_ICONS[job.kind]
    return Source(job.source).description.icon if job.source in set(Source) else "MESH_DATA"


def duration(seconds: int) -> str:
    """Return a duration in words: “about 40 s”, “about 3 min”."""
    return f"about {max(seconds, 1)} s" if seconds < 90 else f"about {round(seconds / 60)} min"


def _place_in_queue(job: Job) -> str:
    """Return how many generations Rodin has before a waiting one, in words; empty if it does not say."""
    if job.state is not State.WAITING or job.queue_length is None:
        return ""
    return f"Waiting, {job.queue_length:,} before it" if job.queue_length else "Waiting, next in line"


def _words(job: Job) -> str:
    words = {State.GENERATING: _GENERATING, State.IMPORTED: _ARRIVED}.get(job.state, {})
    return words.get(job.kind) or _LONGER_WORDS.get(job.state, job.state.words)


def describe(
    job: Job,
    *,
    waiting: str = "",
    refused: str = "",
    placed: bool = True,
    linked_from: str = "",
    now: float | None = None,
) -> Line:
    """Return a job as a line of the list.

    :param waiting: why the finished prop does not land yet.
    :param refused: why it does not land by itself until something changes, in sentences.
    :param placed: whether a placeholder or blockout in the open file waits for it.
    :param linked_from: name of the library that the waiting object is linked from, if that is so.
    """
    sentence = (refused if job.state is State.READY else "") or (job.hold if job.active else job.error)
    if job.state is State.READY and not placed and linked_from:
        sentence = _PLACE_LINKED[job.kind].format(name=linked_from)
    return Line(
        name=job.name,
        text=_text(job, waiting=waiting, refused=refused, placed=placed, now=now),
        icon=STATE_ICONS.get(job.state, "NONE"),
        fraction=fraction(job, now) if job.active else None,
        sentence=sentence,
        remedy=job.remedy if sentence else Remedy.NONE,
        has_settings=has_settings(job),
        in_scene=job.state is State.IMPORTED,
        can_cancel=job.may_cancel and job.active,
        can_resume=job.may_resume,
        can_retry=job.may_retry,
        can_import=job.state in (State.READY, State.IMPORTED),
        can_keep=job.kind is Kind.GENERATION and job.state in (State.READY, State.IMPORTED),
        can_remove=not job.active,
        can_show_files=job.model_unusable,
        can_try_anyway=job.may_try_anyway,
    )


def _text(job: Job, *, waiting: str, refused: str, placed: bool, now: float | None) -> str:
    """Return how far a job is."""
    from ..session.watching.progress import seconds_left

    text = _place_in_queue(job) or _words(job)
    left = seconds_left(job, now)
    if job.active and left:
        text = f"{text}, {duration(left)}"
    if job.state is State.DOWNLOADING and job.bytes_total:
        text = f"{text} {job.bytes_total / 1e6:.0f} MB"
    if job.state is State.READY:
        text = waiting or ("Ready" if placed else _PLACE_ELSEWHERE[job.kind])
    if job.state is State.READY and refused:
        text = "Ready, but does not fit" if job.kind is Kind.TEXTURES else "Ready, but did not land"
    return text
