# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a prop from pictures, words, or what the camera of a .blend sees."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ..command import Command
from ..errors import BadArguments
from ..option_arguments import add_options, read_options
from ..output.answer import Answer, Cost
from ..working import shared_arguments
from ..working.following import follow, ordered_answer
from ..working.outputs import add_output, fetching, output_path, written_answer
from ..working.scene_pictures import picture_of_scene

if TYPE_CHECKING:
    from ...jobs.job import Job
    from ...session.orders.order import Order
    from ...usual_sizes.find import UsualMeters
    from ..command import Run


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pictures", nargs="*", type=Path, metavar="PICTURE", help="Up to five pictures of one object.")
    parser.add_argument("--text", default="", metavar="WORDS", help="What it is, in words; alone, or with pictures.")
    parser.add_argument("--scene", type=Path, metavar="FILE.blend", help="Take the picture through this file's camera.")
    parser.add_argument(
        "--selected", action="store_true", help="Of the scene, show the selected objects alone (with --scene)."
    )
    shared_arguments.add_objects(parser, "With --scene, show")
    parser.add_argument("--name", default="", help="Of the prop. Default: after the words or the picture's file.")
    parser.add_argument(
        "--tag", dest="tags", action="append", default=[], help="To find it by in the library; may be said again."
    )
    parser.add_argument(
        "--key", default="", help="A word of your own for this prop: what has the same word is paid for once."
    )
    add_output(parser)
    shared_arguments.add_waiting(parser)
    shared_arguments.add_size(parser)
    shared_arguments.add_payment(parser)
    add_options(parser, GenerationOptions)


def _run(run: Run) -> Answer:
    said = run.said
    output = output_path(said)
    shared_arguments.refuse_over_inputs(output, (said.scene, *said.pictures))
    with ExitStack() as cleaning:
        folder = Path(cleaning.enter_context(tempfile.TemporaryDirectory(prefix="rodin-props-")))
        order, usual = _order(run, folder)
        size = () if usual is None else (f"Size: {usual.words}.",)
        if said.dry_run:
            return Answer(price=_price(run, order), said=size)
        job, remarks = _place(run, order)
        remarks = *size, *remarks
    if said.no_wait:
        return ordered_answer([job], said=remarks)
    (job,) = follow(run, [job.id], go_on=fetching(job, output))
    return written_answer(run.context, job, output, said=remarks)


def _order(run: Run, folder: Path) -> tuple[Order, UsualMeters | None]:
    """Return what was typed as an order, and the usual size that it takes. :param folder: for pictures of a scene."""
    from ...session.orders.order import Order

    said = run.said
    pictures = tuple(map(shared_arguments.absolute, said.pictures))
    options = read_options(said, GenerationOptions)
    alone = said.selected or bool(said.objects)
    if said.scene is None and alone:
        raise BadArguments("`--selected` and `--object` are about a scene. Say which with `--scene FILE.blend`.")
    name = said.name
    if said.scene is not None:
        if pictures:
            raise BadArguments("Give pictures or `--scene`, not both: they may show different things.")
        taken = picture_of_scene(run, said.scene, folder=folder, objects=said.objects, alone=alone)
        pictures, name = (taken.path,), name or taken.name
        options = replace(options, use_original_alpha=True) if alone else options
    if not pictures and not said.text.strip():
        raise BadArguments("There is nothing to make a prop from. Give a picture, `--text WORDS` or `--scene FILE`.")
    size, usual = shared_arguments.read_size(said, words=(name, said.text, *(each.stem for each in pictures)))
    order = Order(
        key=said.key,
        name=name,
        prompt=said.text.strip(),
        pictures=pictures,
        options=options,
        size=size,
        tags=tuple(said.tags),
    )
    return order, usual


def _price(run: Run, order: Order) -> Cost:
    """Return what an order would cost; refuse what could not be sent."""
    from ...session.orders.errors import OrdersRefused
    from ...session.orders.planning import plan

    planned = plan(run.context, [order])
    if planned.problems:
        raise OrdersRefused(planned.problems, count=1)
    shared_arguments.refuse_over(run.said.limit, planned.credits)
    up_to = order.options.list_price.price.up_to
    return Cost(credits=planned.credits, up_to=up_to, count=1 if planned.credits else 0)


def _place(run: Run, order: Order) -> tuple[Job, tuple[str, ...]]:
    """Order it; return its job, and what is worth knowing of it."""
    from ...session import session
    from ...session.orders import ordering
    from ...session.orders.planning import plan

    run.progress.say("Looking at what is to be sent")
    planned = plan(run.context, [order])
    (job,) = ordering.order(run.context, [order], limit_credits=run.said.limit, planned=planned)
    if job is None:
        raise BadArguments("What has this key was paid for, and removed from the list since. Choose another key.")
    return job, session.current().take_remarks()


GENERATE = Command(
    name="generate",
    help="Make a prop from pictures, words, or the camera's view of a .blend",
    costs=f"Costs {GenerationOptions().list_price.price.words} with the default options; what costs more says so.",
    add_arguments=_add_arguments,
    run=_run,
)
