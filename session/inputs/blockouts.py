# SPDX-License-Identifier: GPL-3.0-or-later
"""What the selection asks for when props go to blockouts: one job for each selected object."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...api.models import bbox_condition_for
from ...scene.choices import Facing, Place, SizeAxis
from ...scene.errors import NothingSelected
from ...scene.measure.size import Size
from ...scene.measure.sizing import Fit, unit_meters
from ...scene.places import blockouts
from .. import addon, session
from ..picture_list import picture_of
from ..sources import Source
from . import naming, prices

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Context, Object

    from ...api.options.prices import Price
    from ...scene.places.blockouts import Blockout
    from ..prop_inputs import Inputs


def go_to_blockouts(context: Context) -> bool:
    """Say whether new props go to the selected blockouts."""
    return addon.settings(context).placement == Place.BLOCKOUT.name


def selected_blockouts(context: Context) -> list[Object]:
    """Return the selected objects, by name."""
    return sorted(context.selected_objects, key=lambda target: target.name)


def pending_job_ids() -> frozenset[str]:
    """Return the ids of the jobs whose props are still to come, as last seen.

    An object that waits for another job is free.
    """
    state = session.current()
    return frozenset(state.jobs.unfinished).union(*(pending.job_ids for pending in state.pending.values()))


def refusal_sentence(context: Context) -> str:
    """Return what keeps the selection from being blockouts; empty if nothing does. Cheap: for drawing."""
    selected = selected_blockouts(context)
    if not selected:
        return str(NothingSelected())
    refused = blockouts.refusals(selected, pending=pending_job_ids())
    return blockouts.refused_sentence(refused) if refused else ""


def price(context: Context, count: int) -> str:
    """Return the price for a button: “· 0.5 credits” for one, “3 · 1.5 credits” for three."""
    return prices.on_button(_price_of_each(context), count)


def question(count: int) -> str:
    """Return the title of a dialog: how many props it is about."""
    return f"Generate {count} Props?" if count > 1 else "Generate a Prop?"


def confirmation_sentence(context: Context) -> str:
    """Return the sentence for a dialog: what the selection becomes, and what that costs in all."""
    selected = selected_blockouts(context)
    names = blockouts.listed([target.name for target in selected])
    each = _price_of_each(context)
    if len(selected) == 1:
        return f"{names} becomes a prop. {prices.in_sentence(each, 1)}"
    return f"{names} become props. {prices.in_sentence(each, len(selected))}"


def _price_of_each(context: Context) -> Price:
    return prices.price_of(context, addon.settings(context).to_options().list_price)


def inputs_for_each(context: Context, inputs: Inputs) -> tuple[Inputs, ...]:
    """Return the inputs for every selected blockout: its proportions, its size, and its name if there is no prompt.

    :raises BlockoutUnusable: nothing is selected, or not all of it can be a blockout.
    :raises LedgerUnusable: it cannot be told which of them wait already.
    """
    selected = selected_blockouts(context)
    if not selected:
        raise NothingSelected
    return inputs_for_targets(context, inputs, selected)


def inputs_for_targets(context: Context, inputs: Inputs, targets: Iterable[Object]) -> tuple[Inputs, ...]:
    """Return the same for these objects, whatever is selected.

    :raises BlockoutUnusable: not all of them can be blockouts.
    :raises LedgerUnusable: it cannot be told which of them wait already.
    """
    session.current().refresh()
    inputs = replace(inputs, facing=Facing[addon.settings(context).facing])
    measured = blockouts.measure(context, targets, pending=pending_job_ids(), facing=inputs.facing)
    return tuple(_inputs_for(context, inputs, blockout) for blockout in measured)


def _inputs_for(context: Context, inputs: Inputs, blockout: Blockout) -> Inputs:
    stretch = addon.settings(context).stretch
    longest = max(blockout.dimensions) * unit_meters(context.scene)
    local: Any = (blockout.name, None)  # not one of the same name from a library
    target = bpy.data.objects[local]
    inputs = _with_own(inputs, target)
    own_words = naming.words_of(blockout.name)
    named_by_box = not inputs.prompt and not inputs.pictures
    return replace(
        inputs,
        name=naming.clean_name(addon.own_inputs(target).prop_name)
        or (naming.name_from_prompt(own_words) if named_by_box else inputs.name),
        prompt=own_words if inputs.source is Source.TEXT and not inputs.prompt else inputs.prompt,
        bbox_condition=bbox_condition_for(*blockout.dimensions),
        # The prop's size if the blockout is gone when the prop lands.
        size=Size(meters=longest, axis=SizeAxis.LONGEST_SIDE),
        blockout=blockout.name,
        fit=Fit.STRETCH if stretch else Fit.INSIDE,
    )


def has_own_picture(target: Object) -> bool:
    """Say whether an object has a picture of its own that its prop is to be made from."""
    own = addon.own_inputs(target).picture
    return bool(own.image is not None or own.filepath)


def _with_own(inputs: Inputs, target: Object) -> Inputs:
    """Return the inputs with the object's own picture and words in place of those for all."""
    own = addon.own_inputs(target)
    words = own.prompt.strip()
    if words:
        inputs = replace(inputs, prompt=words, name=naming.name_from_prompt(words))
    if not has_own_picture(target):
        return inputs
    picture = picture_of(own.picture)
    return replace(
        inputs,
        source=Source.PICTURE,
        pictures=(picture,),
        picture_labels=(),
        only_selected=False,
        prompt=words,
        name=naming.prop_name(prompt=words, picture=Path(picture.name), fallback=target.name),
    )
