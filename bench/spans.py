# SPDX-License-Identifier: GPL-3.0-or-later
"""What the main thread did and how long: spans of our code, and within them what Blender did for it. No bpy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

APPEND, UNDO_PUSH, UPDATE, WRITE = "append", "undo push", "update", "write"
"""Blender's own work, told apart from ours."""
PRESS, TICK, LANDING, DRAW, OTHER = "press", "tick", "landing", "draw", "other"
"""Phases of a job."""
_DRAWING = ("draw", "draw_header", "draw_item", "filter_items", "poll")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A call on the main thread. Moments are seconds of the machine's monotonic clock."""

    name: str
    """`class.method` of ours, or one of Blender's own."""
    begin: float
    end: float
    parent: int | None = None
    """The index of the span that it is within."""
    by_blender: bool = False
    processor_seconds: float = 0.0
    """What the main thread worked; less than `seconds` where other processes wanted the core, too."""

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The main thread was held once: from when, how long, and how much of that by Blender itself."""

    phase: str
    name: str
    begin: float
    seconds: float
    blender: tuple[tuple[str, float], ...] = ()
    """Seconds by kind of Blender's work."""
    own_processor_seconds: float = 0.0
    """What our own code worked; on a busy machine it says more than the clock."""

    @property
    def own_seconds(self) -> float:
        """What our own code took."""
        return self.seconds - sum(seconds for _, seconds in self.blender)

    def blender_seconds(self, kind: str) -> float:
        """What one kind of Blender's work took."""
        return sum(seconds for name, seconds in self.blender if name == kind)


def spans_of(told: Iterable[Sequence[object]]) -> tuple[Span, ...]:
    """Spans from rows of JSON: name, begin, end, parent, by_blender, processor_seconds."""
    names = ("name", "begin", "end", "parent", "by_blender", "processor_seconds")
    return tuple(Span(**dict(zip(names, row, strict=True))) for row in told)


def held_times(spans: Sequence[Span]) -> list[Held]:
    """Every time that our code held the main thread, in the order of time."""
    found = []
    for index, span in enumerate(spans):
        if span.parent is not None or span.by_blender:
            continue
        within = tuple(_outermost_of_blender(spans, index))
        blender = tuple((each.name, each.seconds) for each in within)
        worked = span.processor_seconds - sum(each.processor_seconds for each in within)
        phase = phase_of(span.name, landing=any(name == APPEND for name, _ in blender))
        found.append(
            Held(
                phase=phase,
                name=span.name,
                begin=span.begin,
                seconds=span.seconds,
                blender=blender,
                own_processor_seconds=worked,
            ),
        )
    return sorted(found, key=lambda held: held.begin)


def _outermost_of_blender(spans: Sequence[Span], root: int) -> Iterator[Span]:
    """Blender's spans within a span, without those that lie within another of Blender's."""
    for span in spans:
        parent = span.parent
        while span.by_blender and parent is not None and not spans[parent].by_blender:
            if parent == root:
                yield span
                break
            parent = spans[parent].parent


def phase_of(name: str, *, landing: bool = False) -> str:
    """The phase of a job that a call of ours belongs to."""
    owner, _, method = name.partition(".")
    if landing:
        return LANDING
    if method in _DRAWING or owner in {"menu", "viewport"}:
        return DRAW
    if owner.startswith(("RODIN_PROPS_OT_generate", "client_press")):
        return PRESS
    if owner in {"RODIN_PROPS_OT_monitor", "timer"}:
        return TICK
    return OTHER


def longest(held: Iterable[Held], phase: str | None = None) -> Held:
    """The time that our own code held the main thread longest, in one phase or in all.

    :raises LookupError: there was none, so something was not measured.
    """
    times = [each for each in held if phase in (None, each.phase)]
    if not times:
        raise LookupError(f"nothing was recorded in the phase {phase!r}")
    return max(times, key=lambda each: each.own_seconds)
