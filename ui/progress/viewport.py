# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a prop is, written above its placeholder or blockout whenever the viewport draws, and what will stand there.

Redrawing a heavy viewport costs more than all else that is done here, so a change of words or a picture that has come
draws none anew but those that are known to be cheap. That a job has failed, or goes on after all, is worth a draw: it
would say the contrary until the artist turns the view. There are draw handlers only while something is to be read.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ...session.watching import shown
from ..cards import in_placeholders
from . import labels as drawing
from .draw_costs import DrawCosts, samples_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Region, SpaceView3D

    from ...session.watching.shown import ViewportLabel

_CHEAP_SHADINGS = {"WIREFRAME", "SOLID"}
"""The others have samples of their own, without a known end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What one region said when it was drawn last."""

    asked: frozenset[str] = frozenset()
    """Names of the objects for which there was a label."""
    seen: tuple[ViewportLabel, ...] = ()
    """Those of objects that are seen there."""
    cards: frozenset[str] = frozenset()
    """Ids of the jobs for which there was something to be seen in a placeholder."""

    @property
    def names(self) -> set[str]:
        """Of the objects whose labels are seen."""
        return {label.object_name for label in self.seen}


_handlers: list[Any] = []
_costs = DrawCosts(time.perf_counter)
_drawn: dict[int, _Drawn] = {}
"""By address of the region."""


def show(labels: tuple[ViewportLabel, ...]) -> None:
    """Draw where labels came or went unseen, or where it costs nothing; without labels, take the handlers away."""
    if labels and not _handlers:
        add = bpy.types.SpaceView3D.draw_handler_add
        _handlers.append(add(_begin, (), "WINDOW", "PRE_VIEW"))
        _handlers.append(add(in_placeholders.draw, (), "WINDOW", "POST_VIEW"))
        _handlers.append(add(_draw, (), "WINDOW", "POST_PIXEL"))
    regions = {region.as_pointer(): (region, space) for region, space in _viewports()}
    for address in _drawn.keys() - regions.keys():
        del _drawn[address]
    _costs.keep(regions)
    samples = samples_of(bpy.context.preferences.system.viewport_aa)
    for address, (region, space) in regions.items():
        before = _drawn.get(address, _Drawn())
        if (
            _differs(before, labels)
            or _ends_differently(before, labels)
            or (
                space.shading.type in _CHEAP_SHADINGS
                and _reads_differently(before, labels)
                and _costs.order(address, samples=samples)
            )
        ):
            region.tag_redraw()
    if not labels:
        while _handlers:
            bpy.types.SpaceView3D.draw_handler_remove(_handlers.pop(), "WINDOW")
        _drawn.clear()
        _costs.keep(())


def _viewports() -> Iterator[tuple[Region, SpaceView3D]]:
    """Yield the regions in which a scene is seen now, in all windows."""
    for window in bpy.context.window_manager.windows:
        for area in window.screen.areas:
            if area.type == "VIEW_3D":
                yield from ((region, area.spaces.active) for region in area.regions if region.type == "WINDOW")


def _differs(before: _Drawn, labels: tuple[ViewportLabel, ...]) -> bool:
    """Say whether a label came or went since the region was drawn: by undo, by a new name, by hand."""
    names = {label.object_name for label in labels}
    return not names <= before.asked or not before.names <= names


def _ends_differently(before: _Drawn, labels: tuple[ViewportLabel, ...]) -> bool:
    """Say whether a job has ended, or goes on, of which the region says the contrary."""
    said = {(label.object_name, label.job_id): label.has_ended for label in before.seen}
    return any(said.get((label.object_name, label.job_id), label.has_ended) != label.has_ended for label in labels)


def _reads_differently(before: _Drawn, labels: tuple[ViewportLabel, ...]) -> bool:
    names = before.names
    seen = tuple(label for label in labels if label.object_name in names)
    return before.seen != seen or before.cards != in_placeholders.job_ids()


def _begin() -> None:
    _costs.began(bpy.context.region.as_pointer())


def _draw() -> None:
    context, labels = bpy.context, shown.labels()
    address = context.region.as_pointer()
    seen = tuple(drawing.draw(context, labels))
    asked = frozenset(label.object_name for label in labels)
    _drawn[address] = _Drawn(asked=asked, seen=seen, cards=in_placeholders.job_ids())
    _costs.ended(address)
