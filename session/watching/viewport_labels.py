# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be read beside the objects that wait for props. The viewport draws it; here it is only kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...scene.places import placement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bpy.types import Object


class ViewportLabel(NamedTuple):
    """A few words beside an object."""

    object_name: str
    """Of a local object; it may be gone by the time it is drawn."""
    text: str


_labels: tuple[ViewportLabel, ...] = ()
_listener: Callable[[tuple[ViewportLabel, ...]], None] | None = None


def listen(listener: Callable[[tuple[ViewportLabel, ...]], None] | None) -> None:
    """Have a function called with the labels, now and whenever they change; None for no function."""
    global _listener  # the one that draws
    _listener = listener
    if listener is not None:
        listener(_labels)


def without_words(targets: Iterable[Object]) -> Iterator[Object]:
    """Return the objects whose own names do not tell how far their props are."""
    return (target for target in targets if not placement.shows_progress(target))


def show(labels: Iterable[ViewportLabel]) -> None:
    """Show these labels, and no others."""
    global _labels  # what is drawn until the next call
    labels = tuple(labels)
    if labels != _labels:
        _labels = labels
        if _listener is not None:
            _listener(labels)
