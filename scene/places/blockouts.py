# SPDX-License-Identifier: GPL-3.0-or-later
"""Selected objects as blockouts: which can be, and how big they are. Main thread only; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..choices import Facing
from ..errors import BlockoutsRefused, BlockoutUnusable
from ..provenance import MADE_KEY
from . import placement
from .pose import pose_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bpy.types import Context, Object

WITH_SURFACE = frozenset({"MESH", "CURVE", "SURFACE", "FONT", "META"})
"""Types of objects that can be blockouts."""
_NAMES_AT_ONCE = 4

NO_GEOMETRY = "has no geometry"
INSTANCE = "is an instance of a collection"
WAITING = "waits for a prop already"
LINKED = "is linked from another file"
MANY_LINKED = "are linked from another file"
PROP = "is a prop already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blockout:
    """An object whose box a prop is to fill."""

    name: str
    """Of the local object."""
    dimensions: tuple[float, float, float]
    """Width, depth and height that the prop has in its box, standing on its floor, in scene units."""


def refusal(target: Object, *, pending: Collection[str]) -> str:
    """Return why an object cannot be a blockout, as the end of a sentence; empty if it may be one. Cheap: for drawing.

    :param pending: ids of the jobs whose props are still to come.
    """
    if target.type == "EMPTY" and target.instance_type == "COLLECTION":
        return INSTANCE
    if any(job_id in pending for job_id in placement.job_ids_of(target)):
        return WAITING
    if target.type not in WITH_SURFACE:
        return NO_GEOMETRY
    # The mark of an override would be lost when the file is opened again.
    if target.library is not None or target.override_library is not None or not target.is_editable:
        return LINKED
    return PROP if MADE_KEY in target else ""


def refusals(targets: Iterable[Object], *, pending: Collection[str]) -> dict[str, list[str]]:
    """Return reason -> names of those that cannot be blockouts."""
    names_by_reason: dict[str, list[str]] = {}
    for target in targets:
        if reason := refusal(target, pending=pending):
            names_by_reason.setdefault(reason, []).append(target.name)
    return names_by_reason


def measure(
    context: Context, targets: Iterable[Object], *, pending: Collection[str], facing: Facing = Facing.FRONT
) -> tuple[Blockout, ...]:
    """Measure the box of every object, or of none if one of them is refused.

    :param facing: which side of the boxes the props' fronts face.
    :raises BlockoutsRefused: some cannot be blockouts; the sentence names them.
    """
    targets = tuple(targets)
    refused = refusals(targets, pending=pending)
    measured = []
    for target in targets if not refused else ():
        try:
            dimensions = pose_of(target, context, facing=facing).dimensions
        except BlockoutUnusable:
            refused.setdefault(NO_GEOMETRY, []).append(target.name)
        else:
            measured.append(Blockout(name=target.name, dimensions=(dimensions.x, dimensions.y, dimensions.z)))
    if refused:
        raise BlockoutsRefused(refused_sentence(refused))
    return tuple(measured)


def refused_sentence(refused: dict[str, list[str]]) -> str:
    """Return a sentence such as: “Trees” is an instance of a collection; “Lamp” has no geometry. Deselect them."""
    clauses = [f"{listed(names)} {_plural(reason, len(names))}" for reason, names in refused.items()]
    count = sum(len(names) for names in refused.values())
    return f"{'; '.join(clauses)}. Deselect {'it' if count == 1 else 'them'}, or choose meshes that fill the place."


def listed(names: list[str]) -> str:
    """Return “A”, “B” and “C”; a long list is cut."""
    quoted = [f"“{name}”" for name in names[:_NAMES_AT_ONCE]]
    if len(names) > _NAMES_AT_ONCE:
        quoted.append(f"{len(names) - _NAMES_AT_ONCE} more")
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _plural(reason: str, count: int) -> str:
    if count == 1:
        return reason
    words = {
        NO_GEOMETRY: "have no geometry",
        INSTANCE: "are instances of collections",
        WAITING: "wait for props already",
        LINKED: MANY_LINKED,
        PROP: "are props already",
    }
    return words[reason]
