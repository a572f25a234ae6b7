# SPDX-License-Identifier: GPL-3.0-or-later
"""What `retexture` and `parts` have in common: an object of a .blend, work on it, and the .blend with the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...session import session
from ...session.inputs import prices
from ..errors import BadArguments
from ..output.answer import Answer, Cost
from ..output.typed import typed
from . import shared_arguments
from .blend_files import landed_answer, open_blend, save_blend, select
from .following import follow, ordered_answer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from bpy.types import Context, Object

    from ...session.making.picture_queue import Place
    from ...session.prop_inputs import Inputs
    from ..command import Run


def add_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the files and the objects. :param what: is done with them, for the help."""
    parser.add_argument("file", type=Path, metavar="FILE.blend", help="The file that they are in; it is not changed.")
    shared_arguments.add_objects(parser, what)
    parser.add_argument("--picture", type=Path, metavar="PICTURE", help="A picture that shows the look.")
    parser.add_argument(
        "--reduce", action="store_true", help="Send a mesh that is too big with fewer triangles; yours stays as it is."
    )
    parser.add_argument(
        "--output", type=Path, required=True, metavar="OUT.blend", help="Write the file with the result here."
    )
    shared_arguments.add_waiting(parser)
    shared_arguments.add_payment(parser)


def open_objects(run: Run) -> tuple[Object, ...]:
    """Open the file and select the objects; return them.

    :raises FileUnreadable, BadArguments:
    """
    output = shared_arguments.blend_file(run.said.output)
    if not output.parent.is_dir():
        raise BadArguments(f"There is no folder “{output.parent}” to write “{output.name}” into. Make it first.")
    shared_arguments.refuse_over_inputs(output, (run.said.file, run.said.picture))
    open_blend(run.said.file)
    selected = select(run.context, run.said.objects)
    if not selected:
        raise BadArguments("Nothing is selected in the file. Say which object with `--object NAME`.")
    return selected


def price_of(run: Run, batch: Sequence[Inputs]) -> Cost:
    """Return what all cost together. :raises OverLimit:"""
    each = [prices.price_of(run.context, inputs.list_price) for inputs in batch]
    cost = Cost(credits=sum(price.credits for price in each), up_to=any(p.up_to for p in each), count=len(each))
    shared_arguments.refuse_over(run.said.limit, cost.credits)
    return cost


def make(run: Run, batch: Sequence[Inputs], place: Place) -> Answer:
    """Order the work, wait for it and write the file with what came of it.

    The file is written once before anything is sent: what was interrupted lands in it later, here or in Blender.
    """
    from ...session.making import picture_queue

    cost = price_of(run, batch)
    if run.said.dry_run:
        return Answer(price=cost)
    output = shared_arguments.blend_file(run.said.output)
    started: list[str] = []
    run.progress.say("Preparing what is to be sent")
    picture_queue.begin(run.context, batch, place=_and_save(place, output), start=_note(started))
    remarks = session.current().take_remarks()
    if run.said.no_wait:
        return ordered_answer(session.current().ledger.reader.several(started), said=remarks)
    go_on = typed("fetch", *started, "--into", output)
    return landed_answer(run, follow(run, started, go_on=go_on), output, go_on=go_on, said=remarks)


def _and_save(place: Place, path: Path) -> Place:
    """Return what marks places and then writes the file with the marks."""

    def marked(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
        place(context, planned)
        save_blend(path)

    return marked


def _note(started: list[str]) -> Callable[..., None]:
    """Return what gives jobs to the worker and notes their ids, in place of waiting for them."""

    def start(context: Context, *job_ids: str) -> None:
        started.extend(job_ids)
        session.current().refresh()
        session.current().ensure_worker(context)

    return start
