# SPDX-License-Identifier: GPL-3.0-or-later
"""What one press asks for: the inputs of every blockout whose turn it is, and what keeps them from being sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...api.options.rules import problems
from ...errors import Remedy
from ...scene.errors import SceneError, quoted
from ...scene.naming import local_object
from ...scene.provenance import provenance_of
from .. import addon
from ..inputs import blockouts, naming, prices, readiness
from ..inputs.readiness import Missing
from ..picture_list import picture_of, shown_name
from ..prop_inputs import Inputs
from ..sources import Source
from .rows import Row, Stage, due, rows
from .style import Style, has_look, options_of, style_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Object

    from ...api.options.prices import Price
    from ..picture_list import PictureInput


class PicturesMissing(SceneError):
    """Pictures of the set are not where they were."""

    sentence = "These pictures are gone: {names}. Choose others in the table, or take them out."


def due_now(context: Context) -> tuple[Row, ...]:
    """Return what a press asks for now."""
    return due(rows(context), only_missing=addon.dressing(context).only_missing)


def missing(context: Context) -> Missing | None:
    """Return what keeps the set from being asked for, beside what the rows say; None if nothing. Cheap: for drawing."""
    if lacking := readiness.missing_for_account(context):
        return lacking
    found = problems(options_of(context), image_count=1, has_prompt=True)
    return Missing(sentence=found[0].sentence, remedy=Remedy.CHANGE_OPTIONS) if found else None


def price(context: Context) -> Price:
    """Return the price of each. Cheap: for drawing."""
    return prices.price_of(context, options_of(context).list_price)


def words_of(context: Context, target: Object) -> str:
    """Return the words that are sent for a blockout, in the scene's style. Cheap: for drawing."""
    own = addon.own_inputs(target).prompt.strip()
    if not own and not blockouts.has_own_picture(target):
        own = naming.words_of(target.name)
    return style_of(context).words(own)


def inputs_for(context: Context, asked: Sequence[Row]) -> tuple[Inputs, ...]:
    """Return the inputs of the rows, in their order. A prop that is made again stays one with its variants.

    :raises PicturesMissing: with all that are gone, by the rows' names.
    :raises BlockoutUnusable: not all of them can be blockouts.
    """
    _look_for_pictures(context, asked)
    style = style_of(context)
    base = Inputs(source=Source.TEXT, name="", prompt="", options=style.options)
    targets = [local_object(row.name) for row in asked]
    each = blockouts.inputs_for_targets(context, base, targets)
    return tuple(_styled(style, row, inputs) for row, inputs in zip(asked, each, strict=True))


def _styled(style: Style, row: Row, inputs: Inputs) -> Inputs:
    inputs = style.applied(inputs)
    if row.stage is not Stage.NONE and row.again:  # the same seed would make the same prop
        inputs = replace(inputs, options=inputs.options.with_seed(-1))
    made = provenance_of(local_object(row.prop_name)) if row.prop_name else None
    return inputs if made is None else replace(inputs, variant_of=made.family)


def _look_for_pictures(context: Context, asked: Sequence[Row]) -> None:
    chosen = addon.dressing(context)
    wanted = [("", picture_of(chosen.look))] if has_look(chosen) else []
    for row in asked:
        target = local_object(row.name)
        if blockouts.has_own_picture(target):
            wanted.append((f"{row.name}: ", picture_of(addon.own_inputs(target).picture)))
    gone = [f"{owner}{shown_name(picture)}" for owner, picture in wanted if not _is_there(picture)]
    if gone:
        raise PicturesMissing(names=quoted(gone))


def _is_there(picture: PictureInput) -> bool:
    return picture.is_file() if isinstance(picture, Path) else picture.name in bpy.data.images
