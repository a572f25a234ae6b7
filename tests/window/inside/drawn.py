# SPDX-License-Identifier: GPL-3.0-or-later
"""Find what no command of Blender tells of, such as the icon of a popover, by how the screen changes."""

from typing import Any

from harness.framebuffer import Box, changed_within

from .buttons import Buttons
from .desk import Desk, Steps

DRAWN_SECONDS = 0.7
AROUND_PIXELS = 2


def drawn_by(desk: Desk, where: Buttons, kind: Any, function: str) -> Steps:
    """Return the box of what a function of a panel or header draws in a region: of all that changes without it.

    Nothing else may change there meanwhile; the mouse must be elsewhere.

    :raises LookupError: nothing changes.
    """
    region, draw = where.region, getattr(kind, function)
    part = Box(region.x, region.y, region.x + region.width - 1, region.y + region.height - 1)
    shown = desk.look()
    setattr(kind, function, lambda drawn, context: None)
    region.tag_redraw()
    yield DRAWN_SECONDS
    box = changed_within(shown, desk.look(), part)
    setattr(kind, function, draw)
    region.tag_redraw()
    yield DRAWN_SECONDS
    if box is None:
        raise LookupError(f"{function} of {kind.__name__} draws nothing that is to be seen")
    return box


def press_lowest(desk: Desk, where: Buttons, *, column: float) -> Steps:
    """Press the lowest button of a column: the first from below that is drawn otherwise when the mouse is over it.

    :raises LookupError: there is none.
    """
    yield from desk.hands.move(*next(where.stops(column)))
    yield DRAWN_SECONDS
    shown = desk.look()
    for x, y in reversed(list(where.stops(column))):
        yield from desk.hands.move(x, y)
        yield 0.3
        around = Box(x - AROUND_PIXELS, y - AROUND_PIXELS, x + AROUND_PIXELS, y + AROUND_PIXELS)
        if changed_within(shown, desk.look(), around) is not None:
            yield from desk.hands.click()
            return
    raise LookupError("no button changes below the mouse")
