# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for meshes of a .blend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.options.texture_options import TextureOptions
from ..command import Command
from ..errors import BadArguments
from ..option_arguments import add_options, read_options
from ..working import mesh_work
from ..working.shared_arguments import absolute

if TYPE_CHECKING:
    import argparse

    from ..command import Run
    from ..output.answer import Answer


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    mesh_work.add_arguments(parser, "Make new textures for")
    parser.add_argument("--text", default="", metavar="WORDS", help="What the new look is like, beside the picture.")
    add_options(parser, TextureOptions)


def _run(run: Run) -> Answer:
    from ...session.inputs import new_textures, readiness
    from ...session.making import places
    from ...session.orders.errors import NotReady
    from ...session.sources import Source

    said, context = run.said, run.context
    options = read_options(said, TextureOptions)
    mesh_work.open_objects(run)
    if said.picture is None:
        raise BadArguments("Rodin needs a picture of the new look. Give one with `--picture PICTURE`.")
    sentence = new_textures.refusal_sentence(context)
    if sentence := sentence or ("" if said.reduce else new_textures.too_big_sentence(context)):
        raise BadArguments(sentence)
    if not said.dry_run and (missing := readiness.missing_for_account(context)):
        raise NotReady(missing)
    batch = new_textures.inputs_for(
        context,
        source=Source.PICTURE,
        picture=absolute(said.picture),
        prompt=said.text,
        options=options,
        reduce=said.reduce,
    )
    return mesh_work.make(run, batch, places.mark_meshes)


RETEXTURE = Command(
    name="retexture",
    help="Make new textures for meshes of a .blend, from a picture",
    costs=f"Costs {TextureOptions().list_price.price.words} for each mesh.",
    add_arguments=_add_arguments,
    run=_run,
)
