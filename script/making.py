# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks for props. Nothing else here spends credits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..api.options.plain import read_options
from ..errors import RodinError
from ..scene.choices import SizeAxis
from ..scene.measure.size import Size
from ..session.orders import ordering, planning
from ..session.orders.order import Order
from .context import context


class MadeAndRemoved(RodinError):
    """A key was paid for, and its job is not in the list any more. :param name: of the prop."""

    code = "MADE_AND_REMOVED"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” was paid for by its key before, and removed from the list. "
            "Find it in the library, or ask for it with another key, which is paid for."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One prop that a script wants. The parameters are those of `make`."""

    prompt: str = ""
    pictures: Iterable[str | os.PathLike[str]] = ()
    key: str = ""
    name: str = ""
    height_meters: float = 1.0
    longest_side_meters: float | None = None
    tags: Iterable[str] = ()
    options: Mapping[str, object] = field(default_factory=dict)

    def order(self) -> Order:
        """Return the order. :raises InvalidOptions: there is no such option, or it does not take its value."""
        longest = self.longest_side_meters
        size = Size(meters=self.height_meters) if longest is None else Size(meters=longest, axis=SizeAxis.LONGEST_SIDE)
        pictures = (self.pictures,) if isinstance(self.pictures, str | os.PathLike) else self.pictures
        tags = (self.tags,) if isinstance(self.tags, str) else self.tags
        return Order(
            key=self.key,
            name=self.name,
            prompt=self.prompt,
            pictures=tuple(Path(each).absolute() for each in pictures),
            options=read_options(self.options),
            size=size,
            tags=tuple(word.strip() for word in tags if word.strip()),
        )


def make(
    prompt: str = "",
    *,
    pictures: Iterable[str | os.PathLike[str]] = (),
    key: str = "",
    name: str = "",
    height_meters: float = 1.0,
    longest_side_meters: float | None = None,
    tags: Iterable[str] = (),
    **options: object,
) -> str:
    """Have a prop made, and return its job's id at once, or after the seconds that making pictures ready takes.

    It is paid for, unless the key is known: then the id is that of the job that it was paid with, which goes on if it
    had stopped. One that may have been paid without an answer (UNCERTAIN) is never sent again by itself.

    :param prompt: what the prop is, in words; may be left out with pictures.
    :param pictures: paths of one to five pictures of one object.
    :param key: any text of your own, such as a path in your pipeline; "" for a new payment at each call.
    :param name: of the prop; "" to name it after the prompt or the first picture.
    :param height_meters: how tall it becomes.
    :param longest_side_meters: how long its longest side becomes instead; None for the height.
    :param tags: words that it is to be found by in the library.
    :param options: of the generation, by their names in ``api.options.fields``, such as ``tier="Gen-2"``,
        ``quality="high"``, ``seed=7``.
    :raises ScriptLimitReached: scripts may not spend so much, or nothing at all.
    :raises InvalidOptions, OrdersRefused: it cannot be sent so.
    :raises NotReady: there is no key, or Blender is offline.
    :raises MadeAndRemoved: the key was paid for, and its job is not in the list any more.
    :raises RodinError: the disk or the list of jobs cannot be used.
    """
    return make_all(
        [
            Wanted(
                prompt=prompt,
                pictures=pictures,
                key=key,
                name=name,
                height_meters=height_meters,
                longest_side_meters=longest_side_meters,
                tags=tags,
                options=options,
            )
        ]
    )[0]


def make_all(wanted: Iterable[Wanted]) -> tuple[str, ...]:
    """Have several props made, all or none, and return their jobs' ids in the same order.

    :raises RodinError: as `make`.
    """
    planned = planning.plan(context(), [each.order() for each in wanted], by_script=True)
    for order, key in zip(planned.orders, planned.keys, strict=True):
        if key in planned.removed:
            raise MadeAndRemoved(order.shown_name)
    jobs = ordering.order(context(), planned.orders, by_script=True, planned=planned)
    ids: list[str] = []
    for order, job in zip(planned.orders, jobs, strict=True):
        if job is None:  # in this very moment
            raise MadeAndRemoved(order.shown_name)
        ids.append(job.id)
    return tuple(ids)


def price(wanted: Iterable[Wanted]) -> float:
    """Return what `make_all` would pay for these, in credits. Sends nothing, and looks at no picture.

    :raises InvalidOptions: there is no such option, or it does not take its value.
    """
    return planning.price(context(), [each.order() for each in wanted])
