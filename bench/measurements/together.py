# SPDX-License-Identifier: GPL-3.0-or-later
"""Several props that are ready at the same moment land together: in one undo step, as far as they are small."""

from collections.abc import Iterator

from ..figures import Figure, milliseconds
from ..laboratory import Laboratory
from ..spans import APPEND, LANDING, UNDO_PUSH, held_times, spans_of

PROPS = 4
TRIANGLES = 20_000


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Let the monitor land four small props."""
    if not laboratory.blender.has_window:
        return  # where there is no monitor
    with laboratory.far_sandbox(speed=40) as sandbox:
        told = {"model": laboratory.model(TRIANGLES), "props": PROPS, "rounds": laboratory.rounds + 2}
        answer = laboratory.in_blender("together", sandbox=sandbox, **told)
    rounds = [[each for each in held_times(spans_of(spans)) if each.phase == LANDING] for spans in answer["rounds"]]
    title = f"{PROPS} props of {TRIANGLES:,} triangles, ready at the same moment"
    steps = tuple(float(sum(kind == UNDO_PUSH for each in landings for kind, _ in each.blender)) for landings in rounds)
    yield Figure(what=f"Undo steps, {title}", values=steps, bound=1)
    own = [sum(each.own_seconds for each in landings) for landings in rounds]
    yield Figure(what=f"Landing, own code, {title}", values=milliseconds(own), unit="ms")
    whole = [sum(each.seconds for each in landings) for landings in rounds]
    appended = [sum(each.blender_seconds(APPEND) for each in landings) for landings in rounds]
    yield Figure(what=f"Landing, in all, {title}", values=milliseconds(whole), unit="ms")
    yield Figure(what=f"Landing, Blender's append, {title}", values=milliseconds(appended), unit="ms")
