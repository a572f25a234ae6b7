# SPDX-License-Identifier: GPL-3.0-or-later
"""What a whole job costs the artist in a window, beside Blender's own floor and a plain synchronous client."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from ..figures import Figure, Measured, Point, Timeline, milliseconds
from ..laboratory import Laboratory
from ..spans import APPEND, DRAW, LANDING, PRESS, TICK, UNDO_PUSH, UPDATE, Held, held_times, longest, spans_of

SIZES = (20_000, 500_000, 2_000_000)
OWN_BOUNDS_MILLISECONDS = {500_000: 50.0, 2_000_000: 120.0}
MOST_DRAWS = 1
TIMELINE_TRIANGLES = 500_000
POLL_INTERVAL_SECONDS = 1
SHORTEST_SEEN_SECONDS = 0.0005
"""What is shorter is not in a timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One whole job of either client."""

    pressed: float
    done: float
    """When the service was done."""
    held: tuple[Held, ...]
    draws: tuple[tuple[float, float], ...]
    floor: dict[str, float]
    """Seconds by kind, of a bare append in the same Blender; empty for the synchronous client."""
    triangles: int

    @property
    def landing(self) -> Held:
        """When the prop came in.

        :raises LookupError: there was no landing, or no undo push within it: something is not wrapped any more.
        """
        landing = longest(self.held, LANDING)
        if not landing.blender_seconds(UNDO_PUSH):
            raise LookupError("no undo push was recorded within the landing")
        return landing

    @property
    def draws_before_landing(self) -> int:
        """How often the viewport's main region was drawn anew between press and landing."""
        return sum(self.pressed <= begin < self.landing.begin for begin, _ in self.draws)


def rounds_of(answer: Any, record: Any, wanted: int) -> list[Round]:
    """The rounds with a model of the wanted number of triangles."""
    done = {each["task_uuid"]: each["done_seconds"] for each in record["submissions"]}
    return [
        Round(
            pressed=each["pressed"],
            done=done[each["task"]],
            held=tuple(held_times(spans_of(each["spans"]))),
            draws=tuple((begin, end) for begin, end in each["draws"]),
            floor=each.get("floor", {}),
            triangles=each.get("triangles", wanted),
        )
        for each in answer["rounds"]
        if each["model"] == f"model-{wanted}"
    ]


def measure(laboratory: Laboratory) -> Iterator[Measured]:
    """Whole jobs of each size by the add-on and by the synchronous client, behind the same line."""
    if not laboratory.blender.has_window:
        return  # without one the operator waits for the prop, and there is nothing to be held
    told = {"rounds": laboratory.rounds, "poll_interval_seconds": POLL_INTERVAL_SECONDS}
    told["models"] = [laboratory.model(size) for size in SIZES]
    with laboratory.far_sandbox() as sandbox:
        ours = laboratory.in_blender("whole_job", sandbox=sandbox, objects=0, source="TEXT", **told)
        access = {"base_url": sandbox.base_url, "key": sandbox.key}
        theirs = laboratory.in_blender("synchronous_client", **told, **access)
        record = sandbox.record()
    for size in SIZES:
        own, plain = (rounds_of(answer, record, size) for answer in (ours, theirs))
        yield from _figures(size, own, plain)
        yield from _points(size, own, plain)
        if size == TIMELINE_TRIANGLES:
            yield _timeline("Rodin Props", size, own[-1])
            yield _timeline("synchronous client", size, plain[-1])


def worked(times: Sequence[Held]) -> str:
    """What our own code worked, in words: the clock also counts what other processes take."""
    return f"processor time {median(each.own_processor_seconds for each in times) * 1000:.1f} ms"


def _figures(size: int, own: Sequence[Round], plain: Sequence[Round]) -> Iterator[Figure]:
    title = f"{size:,} triangles"
    longest_times = [longest(each.held) for each in own]
    yield Figure(
        what=f"Longest time held by own code, whole job, {title}",
        values=milliseconds([each.own_seconds for each in longest_times]),
        unit="ms",
        bound=OWN_BOUNDS_MILLISECONDS.get(size),
        note=f"in the {longest_times[0].phase}; {worked(longest_times)}; {own[0].triangles:,} triangles in the scene",
    )
    landings = [each.landing for each in own]
    for what, values in {
        "Landing, own code": [each.own_seconds for each in landings],
        "Landing, own code, processor time": [each.own_processor_seconds for each in landings],
        "Landing, in all": [each.seconds for each in landings],
        "Landing, Blender's append": [each.blender_seconds(APPEND) for each in landings],
        "Landing, Blender's undo push": [each.blender_seconds(UNDO_PUSH) for each in landings],
        "Landing, Blender's update": [each.blender_seconds(UPDATE) for each in landings],
        "Blender's floor": [sum(each.floor.values()) for each in own],
    }.items():
        yield Figure(what=f"{what}, {title}", values=milliseconds(values), unit="ms")
    ratios = tuple(each.landing.seconds / sum(each.floor.values()) for each in own)
    yield Figure(what=f"Landing by the floor, {title}", values=ratios, unit="times", note="of the same round")
    for phase in (PRESS, TICK, DRAW):
        values = [longest(each.held, phase).own_seconds for each in own]
        yield Figure(what=f"Longest {phase}, own code, {title}", values=milliseconds(values), unit="ms")
    held = [max(each.seconds for each in round_.held) for round_ in plain]
    yield Figure(what=f"Longest time held by the synchronous client, {title}", values=milliseconds(held), unit="ms")
    ratios = tuple(theirs / max(each.seconds for each in ours.held) for theirs, ours in zip(held, own, strict=True))
    yield Figure(what=f"The same by our longest, Blender's part included, {title}", values=ratios, unit="times")
    draws = tuple(float(each.draws_before_landing) for each in own)
    what = f"Viewport drawn anew between press and landing, {title}"
    yield Figure(what=what, values=draws, unit="draws", bound=MOST_DRAWS, note="anti-aliasing off")
    whole = [each.held[-1].begin + each.held[-1].seconds - each.done for each in plain]
    yield Figure(what=f"Done to scene, synchronous client, {title}", values=tuple(whole), unit="s")
    arrived = [each.landing.begin + each.landing.seconds - each.done for each in own]
    yield Figure(what=f"Done to scene, {title}", values=tuple(arrived), unit="s")


def _points(size: int, own: Sequence[Round], plain: Sequence[Round]) -> Iterator[Point]:
    def point(series: str, seconds: Sequence[float]) -> Point:
        return Point(plot="triangles", series=series, at=size, milliseconds=median(seconds) * 1000)

    yield point("landing, own code", [each.landing.own_seconds for each in own])
    yield point("landing, in all", [each.landing.seconds for each in own])
    yield point("press, own code", [longest(each.held, PRESS).own_seconds for each in own])
    yield point("Blender's floor", [sum(each.floor.values()) for each in own])
    yield point("synchronous client", [max(held.seconds for held in each.held) for each in plain])
    if size != TIMELINE_TRIANGLES:
        return

    def bar(whose: str, phase: str, seconds: Sequence[float]) -> Point:
        return Point(plot="phases", series=phase, at=phase, whose=whose, milliseconds=median(seconds) * 1000)

    for phase in (PRESS, TICK, DRAW, LANDING):
        yield bar("Rodin Props", phase, [longest(each.held, phase).own_seconds for each in own])
    for kind in (APPEND, UNDO_PUSH, UPDATE):
        yield bar("Rodin Props", kind, [each.landing.blender_seconds(kind) for each in own])
        yield bar("Blender's floor", kind, [each.floor[kind] for each in own])
    for name, phase in CLIENT_PHASES.items():
        longest_of = [max(held.seconds for held in each.held if held.name == name) for each in plain]
        yield bar("synchronous client", phase, longest_of)


CLIENT_PHASES = {
    "client_press.execute": PRESS,
    "timer.poll": TICK,
    "timer.download": "download",
    "timer.import": "glTF import",
}


def _timeline(who: str, size: int, round_: Round) -> Timeline:
    def since(moment: float) -> float:
        return round(moment - round_.pressed, 4)

    spans = [
        (since(held.begin), since(held.begin + held.seconds), CLIENT_PHASES.get(held.name, held.phase))
        for held in round_.held
        if held.seconds > SHORTEST_SEEN_SECONDS
    ]
    draws = tuple((since(begin), since(end)) for begin, end in round_.draws)
    return Timeline(who=who, triangles=size, spans=tuple(spans), draws=draws, done=since(round_.done))
