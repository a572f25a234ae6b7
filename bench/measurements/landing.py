# SPDX-License-Identifier: GPL-3.0-or-later
"""Landings without a window: what is ours and what is Blender's, beside the floor and a direct import."""

from collections.abc import Iterator
from statistics import median

from ..figures import Figure, Measured, Point, milliseconds
from ..laboratory import Laboratory
from ..spans import APPEND, LANDING, UNDO_PUSH, held_times, longest, spans_of
from .whole_job import OWN_BOUNDS_MILLISECONDS, SIZES


def measure(laboratory: Laboratory) -> Iterator[Measured]:
    """Land props of each size, several times."""
    if laboratory.blender.has_window:
        return  # there whole jobs are measured
    for size in SIZES:
        model = laboratory.model(size)
        told = {"model": model, "glb": str(laboratory.models / f"{model}.glb")}
        with laboratory.sandbox("--speed", "50", "--texture-pixels", "32", "--max-faces", "500") as sandbox:
            answer = laboratory.in_blender(
                "landing", sandbox=sandbox, landings=laboratory.rounds + 2, imports=laboratory.rounds, **told
            )
        landings = [longest(held_times(spans_of(each["spans"])), LANDING) for each in answer["rounds"]]
        floors = [sum(each["floor"].values()) for each in answer["rounds"]]
        title = f"{size:,} triangles"
        own = [each.own_seconds for each in landings]
        bound = OWN_BOUNDS_MILLISECONDS.get(size)
        yield Figure(what=f"Landing, own code, {title}", values=milliseconds(own), unit="ms", bound=bound)
        for what, seconds in {
            "Landing, own code, processor time": [each.own_processor_seconds for each in landings],
            "Landing, in all": [each.seconds for each in landings],
            "Landing, Blender's append": [each.blender_seconds(APPEND) for each in landings],
            "Landing, Blender's undo push": [each.blender_seconds(UNDO_PUSH) for each in landings],
            "Blender's floor": floors,
            "Direct import of the same GLB": answer["import_seconds"],
        }.items():
            yield Figure(what=f"{what}, {title}", values=milliseconds(seconds), unit="ms")
        ratios = tuple(each.seconds / floor for each, floor in zip(landings, floors, strict=True))
        yield Figure(what=f"Landing by the floor, {title}", values=ratios, unit="times", note="of the same round")
        for series, seconds in {
            "landing, own code": own,
            "landing, in all": [each.seconds for each in landings],
            "Blender's floor": floors,
            "direct import": answer["import_seconds"],
        }.items():
            yield Point(plot="triangles", series=series, at=size, milliseconds=median(seconds) * 1000)
