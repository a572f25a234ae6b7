# SPDX-License-Identifier: GPL-3.0-or-later
"""What orders would do: which are known by their keys, what is wrong with the others, and what they cost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...api.errors import InvalidOptions, PictureRefused
from ...errors import Remedy
from ...jobs.orders.ordered import Ordered
from ...jobs.states import State
from ...scene.errors import PictureUnusable
from ...scene.images.files import order_of_file
from .. import addon, session
from ..inputs import prices
from ..inputs.pictures import order_pictures
from ..picture_list import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bpy.types import Context

    from ...jobs.job import Job
    from ..inputs.pictures import Ordered as OrderedPictures
    from ..prop_inputs import Inputs
    from .order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an order cannot be sent."""

    index: int
    """Of the order, from 0."""
    name: str
    """Of its prop."""
    field: str
    """What is wrong with it: a field of `Order`, or of its options."""
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What orders would do. Nothing is written down, sent or paid."""

    orders: tuple[Order, ...]
    keys: tuple[str, ...]
    """Of each order; one of its own for an order without."""
    known: Mapping[str, str]
    """Key -> id of the job that it is paid with, which may have been removed from the list since."""
    new: Mapping[str, Inputs]
    """Key -> what its job is made from."""
    pictures: OrderedPictures
    """The pictures of the new ones, made fit to be sent."""
    again: tuple[Job, ...]
    """Known ones that were never paid, and are sent again."""
    resumed: tuple[Job, ...]
    """Known ones that stopped after they were paid, and go on."""
    removed: frozenset[str]
    """Keys of known ones whose jobs were removed from the list since."""
    problems: tuple[Problem, ...]
    """By order; empty if all can be sent."""
    credits: float
    """What is paid for the new ones, and for those that are sent again."""


def plan(context: Context, orders: Iterable[Order], *, by_script: bool = False) -> Plan:
    """Look at all orders: have their pictures made fit, which may take seconds, and find what is wrong with each.

    Works without a key and offline.

    :param by_script: a program orders them, and the artist's limit for scripts holds.
    :raises DiskFull, FolderNotWritable: there is no room for pictures.
    :raises LedgerUnusable:
    """
    every = tuple(orders)
    keys = tuple(each.key or secrets.token_hex(16) for each in every)
    known = known_jobs(context, keys)
    jobs = session.current().ledger.reader.several(known.values()) if known else ()
    new = {
        key: order.inputs(Ordered(key=key, batch=order.batch, tags=order.tags, by_script=by_script))
        for key, order in zip(keys, every, strict=True)
        if key not in known
    }
    problems, pictures = _look_at(context, [(index, new[key]) for index, key in _first(keys) if key in new])
    again = {job.id: job for job in jobs if _is_sent_again(job)}
    there = {job.id for job in jobs}
    return Plan(
        orders=every,
        keys=keys,
        known=known,
        new=new,
        pictures=pictures,
        again=tuple(again.values()),
        resumed=tuple(job for job in jobs if job.id not in again and _goes_on(job)),
        removed=frozenset(key for key, job_id in known.items() if job_id not in there),
        problems=problems,
        credits=sum(prices.price_of(context, each.list_price).credits for each in (*new.values(), *again.values())),
    )


def price(context: Context, orders: Iterable[Order]) -> float:
    """Return what orders cost, in credits: those whose key is not known, or was never paid. Looks at no picture."""
    every = tuple(orders)
    keys = [each.key or str(index) for index, each in enumerate(every)]
    known = known_jobs(context, [each.key for each in every if each.key])
    jobs = session.current().ledger.reader.several(known.values()) if known else ()
    new = {key: order for key, order in zip(keys, every, strict=True) if not order.key or key not in known}
    listed = [*(order.options.list_price for order in new.values()), *(j.list_price for j in jobs if _is_sent_again(j))]
    return sum(prices.price_of(context, each).credits for each in listed)


def known_jobs(context: Context, keys: Sequence[str]) -> Mapping[str, str]:
    """Return the ids of the jobs of those keys that were ordered before; looking makes no ledger.

    :raises LedgerUnusable:
    """
    state = session.current()
    state.refresh()
    return state.ledger.orders.job_ids(addon.account(context).base_url, keys) if state.has_ledger else {}


def _is_sent_again(job: Job) -> bool:
    """Say whether a known job has ended before anything was paid."""
    has_ended = job.state in (State.FAILED, State.CANCELLED)
    return has_ended and session.current().ledger.orders.never_paid(job)


def _goes_on(job: Job) -> bool:
    """Say whether to order it once more is to let it go on, which is free."""
    return job.may_resume and (job.state is not State.FAILED or job.remedy is Remedy.RESUME)


def _first(keys: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield each key once, with the place where it stands first."""
    first: dict[str, int] = {}
    for index, key in enumerate(keys):
        first.setdefault(key, index)
    yield from ((index, key) for key, index in first.items())


def _look_at(context: Context, wanted: Sequence[tuple[int, Inputs]]) -> tuple[tuple[Problem, ...], OrderedPictures]:
    """Return what is wrong with orders (place, inputs), and their pictures, all made fit by one background Blender."""
    problems: list[Problem] = []
    fit: list[tuple[int, Inputs]] = []
    for index, inputs in wanted:
        found = list(_problems(index, inputs))
        problems += found
        if not found:
            fit.append((index, inputs))
    pictures = order_pictures(context, dict.fromkeys(each for _, inputs in fit for each in inputs.pictures))
    for index, inputs in fit:
        for picture in inputs.pictures:
            if refusal := pictures[picture].wait().refusal:
                problems.append(_problem(index, inputs, "pictures", str(PictureRefused(shown_name(picture), refusal))))
    return tuple(sorted(problems, key=lambda each: each.index)), pictures


def _problems(index: int, inputs: Inputs) -> Iterator[Problem]:
    """Yield what a look at an order tells is wrong with it."""
    if not 0.0 < inputs.size.meters < float("inf"):
        yield _problem(index, inputs, "size", f"A prop cannot be {inputs.size.meters:g} m. Choose a size above 0.")
    try:
        inputs.check()
    except InvalidOptions as error:
        yield _problem(index, inputs, error.field, str(error))
    for picture in inputs.pictures:
        try:
            order_of_file(picture, picture)
        except PictureUnusable as error:
            yield _problem(index, inputs, "pictures", str(PictureRefused(shown_name(picture), str(error))))


def _problem(index: int, inputs: Inputs, field: str, sentence: str) -> Problem:
    return Problem(index=index, name=inputs.name, field="pictures" if field == "images" else field, sentence=sentence)
