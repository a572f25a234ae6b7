# SPDX-License-Identifier: GPL-3.0-or-later
"""Press, look and landing in a file of many objects: what is ours, and what Blender does for its own undo."""

from collections.abc import Iterator, Sequence
from statistics import median

from ..figures import Figure, Measured, Point, milliseconds
from ..laboratory import Laboratory
from ..spans import APPEND, PRESS, TICK, UNDO_PUSH, UPDATE, WRITE, Held, longest
from .whole_job import POLL_INTERVAL_SECONDS, Round, rounds_of, worked

TRIANGLES = 500_000
OBJECTS = (0, 200, 2000)
"""Of 10,082 triangles each, with meshes of their own: two and twenty million triangles."""
OWN_BOUND_MILLISECONDS = 50.0
KINDS = {APPEND: "append", UNDO_PUSH: "undo push", UPDATE: "update"}


def measure(laboratory: Laboratory) -> Iterator[Measured]:
    """Whole jobs from words and from the camera, in files of several sizes."""
    if not laboratory.blender.has_window:
        return
    told = {"rounds": laboratory.rounds, "poll_interval_seconds": POLL_INTERVAL_SECONDS}
    told["models"] = [laboratory.model(TRIANGLES)]
    for objects in OBJECTS:
        rounds = {}
        for source in ("TEXT", "CAMERA"):
            with laboratory.far_sandbox(speed=40) as sandbox:
                answer = laboratory.in_blender("whole_job", sandbox=sandbox, objects=objects, source=source, **told)
                rounds[source] = rounds_of(answer, sandbox.record(), TRIANGLES)
        yield from _points(objects, rounds["TEXT"], rounds["CAMERA"])
        if objects == OBJECTS[-1]:
            yield from _figures(objects, rounds["TEXT"], rounds["CAMERA"])


def _figures(objects: int, texts: Sequence[Round], cameras: Sequence[Round]) -> Iterator[Figure]:
    where = f"{objects:,} objects, {objects * 10_082 / 1e6:.0f} million triangles"
    landings = [each.landing for each in (*texts, *cameras)]
    yield Figure(
        what=f"Landing, own code, {where}",
        values=milliseconds([each.own_seconds for each in landings]),
        unit="ms",
        bound=OWN_BOUND_MILLISECONDS,
        note=f"a prop of {TRIANGLES:,} triangles",
    )
    processor = milliseconds([each.own_processor_seconds for each in landings])
    yield Figure(what=f"Landing, own code, processor time, {where}", values=processor, unit="ms")
    yield Figure(what=f"Landing, in all, {where}", values=milliseconds([each.seconds for each in landings]), unit="ms")
    for kind, name in KINDS.items():
        values = milliseconds([each.blender_seconds(kind) for each in landings])
        yield Figure(what=f"Landing, Blender's {name}, {where}", values=values, unit="ms")
    floors = [sum(each.floor.values()) for each in (*texts, *cameras)]
    yield Figure(what=f"Blender's floor, {where}", values=milliseconds(floors), unit="ms")
    ticks = [longest(each.held, TICK).own_seconds for each in (*texts, *cameras)]
    yield Figure(what=f"Longest tick, own code, {where}", values=milliseconds(ticks), unit="ms")
    for source, presses in {"words": _presses(texts), "the camera": _presses(cameras)}.items():
        yield Figure(
            what=f"Press for {source}, own code, {where}",
            values=milliseconds([each.own_seconds for each in presses]),
            unit="ms",
            note=", ".join(
                [worked(presses)]
                + [f"Blender's {kind} {_median(presses, kind):.0f} ms" for kind in (UNDO_PUSH, WRITE, UPDATE)]
            ),
        )


def _presses(rounds: Sequence[Round]) -> list[Held]:
    """What a press held; of a picture the copy of the scene is written a moment later, by the monitor."""
    return [max((held for held in each.held if held.phase == PRESS), key=lambda held: held.seconds) for each in rounds]


def _median(times: Sequence[Held], kind: str) -> float:
    return median(each.blender_seconds(kind) for each in times) * 1000


def _points(objects: int, texts: Sequence[Round], cameras: Sequence[Round]) -> Iterator[Point]:
    def point(series: str, seconds: Sequence[float]) -> Point:
        return Point(plot="objects", series=series, at=objects, milliseconds=median(seconds) * 1000)

    both = (*texts, *cameras)
    yield point("landing, own code", [each.landing.own_seconds for each in both])
    yield point("landing, in all", [each.landing.seconds for each in both])
    yield point("Blender's floor", [sum(each.floor.values()) for each in both])
    yield point("press for words, own code", [each.own_seconds for each in _presses(texts)])
    yield point("press for the camera, own code", [each.own_seconds for each in _presses(cameras)])
    yield point("longest tick, own code", [longest(each.held, TICK).own_seconds for each in both])
