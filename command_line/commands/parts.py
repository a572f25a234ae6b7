# SPDX-License-Identifier: GPL-3.0-or-later
"""Splits an object of a .blend into parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.options.part_options import PartOptions
from ...session import session
from ...session.choices import Send
from ..command import Command
from ..errors import BadArguments
from ..option_arguments import add_options, read_options
from ..working import mesh_work
from ..working.shared_arguments import absolute

if TYPE_CHECKING:
    import argparse

    from ..command import Run
    from ..output.answer import Answer

_SEND = {"task": Send.TASK, "mesh": Send.MESH}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    mesh_work.add_arguments(parser, "Split")
    parser.add_argument(
        "--names", default="", metavar="WORDS", help="Names of the parts that you want, with commas: “drawer, knob”."
    )
    parser.add_argument(
        "--send",
        choices=sorted(_SEND),
        default="task",
        help="Of a prop that Rodin made, have its own model split (task), or send the mesh. Default: task.",
    )
    add_options(parser, PartOptions)


def _run(run: Run) -> Answer:
    from ...scene.choices import Under
    from ...session.inputs import readiness, splitting
    from ...session.making.splitting import places_for
    from ...session.orders.errors import NotReady

    said, context = run.said, run.context
    options = read_options(said, PartOptions)
    targets = mesh_work.open_objects(run)
    if len(targets) > 1:
        raise BadArguments("One object is split at a time. Say which with `--object NAME`.")
    context.view_layer.objects.active = targets[0]
    session.current().refresh()
    if sentence := splitting.refusal_sentence(context):
        raise BadArguments(sentence)
    if not said.dry_run and (missing := readiness.missing_for_account(context)):
        raise NotReady(missing)
    inputs = splitting.inputs_for(
        context,
        targets[0],
        others=(),
        send=_SEND[said.send],
        picture=None if said.picture is None else absolute(said.picture),
        instruction=said.names,
        options=options,
        reduce=said.reduce,
    )
    return mesh_work.make(run, (inputs,), places_for(Under.EMPTY))


PARTS = Command(
    name="parts",
    help="Split an object of a .blend into parts that can be moved",
    costs=f"Costs {PartOptions().list_price.price.words}.",
    add_arguments=_add_arguments,
    run=_run,
)
