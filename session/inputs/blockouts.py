# SPDX-License-Identifier: GPL-3.0-or-later
"""What the selection asks for when props go to blockouts: one job for each selected object."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...api.models import bbox_condition_for
from ...jobs.states import State
from ...scene.errors import NothingSelected
from ...scene.measure.sizing import Fit, Size, SizeAxis, unit_meters
from ...scene.places import blockouts, placement
from .. import addon, session
from ..picture_list import picture_of
from ..sources import Source
from . import naming

if TYPE_CHECKING:
    from bpy.types import Context, Object

    from ...scene.places.blockouts import Blockout
    from ..prop_inputs import Inputs


def wanted(context: Context) -> bool:
    """True when new props go to the selected blockouts."""
    return addon.settings(context).placement == placement.Place.BLOCKOUT.name


def chosen(context: Context) -> list[Object]:
    """The selected objects, by name."""
    return sorted(context.selected_objects, key=lambda each: each.name)


def pending_job_ids() -> set[str]:
    """The jobs whose props are still to come, as last seen; an object that waits for another one is free."""
    here = session.current()
    return {each for pending in here.captures.values() for each in pending.job_ids} | {
        job.id for job in here.jobs if job.active or job.state is State.READY
    }


def refusal_sentence(context: Context) -> str:
    """What keeps the selection from being blockouts, or an empty string. Measures nothing: for drawing."""
    selected = chosen(context)
    if not selected:
        return str(NothingSelected())
    refused = blockouts.refusals(selected, pending=pending_job_ids())
    return blockouts.refused_sentence(refused) if refused else ""


def price(context: Context, count: int) -> str:
    """For a button: “· 0.5 credits” for one, “3 · 1.5 credits” for three."""
    credits = count * addon.settings(context).to_options().estimated_credits
    return f"{f'{count} ' if count > 1 else ''}· {credits:g} credit{'' if credits == 1 else 's'}"


def offer(context: Context) -> str:
    """For a dialog: what will become of the selection, and what that costs in all."""
    selected = chosen(context)
    each = addon.settings(context).to_options().estimated_credits
    names = blockouts.listed([target.name for target in selected])
    return f"{names} become props. Rodin charges {each:g} credits for each, {each * len(selected):g} in all."


def inputs_for_each(context: Context, inputs: Inputs) -> tuple[Inputs, ...]:
    """The inputs for every selected blockout: its proportions, its size, and its name for want of a prompt.

    :raises BlockoutUnusable: nothing is selected, or not all of it can be a blockout.
    :raises LedgerUnusable: it cannot be told which of them wait already.
    """
    session.current().refresh()
    selected = chosen(context)
    if not selected:
        raise NothingSelected
    measured = blockouts.measure(context, selected, pending=pending_job_ids())
    return tuple(_inputs_for(context, inputs, each) for each in measured)


def _inputs_for(context: Context, inputs: Inputs, blockout: Blockout) -> Inputs:
    stretch = addon.settings(context).stretch
    longest = max(blockout.dimensions) * unit_meters(context.scene)
    local: Any = (blockout.name, None)  # not one of the same name from a library
    inputs = _with_own(inputs, bpy.data.objects[local])
    own_words = naming.words_of(blockout.name)
    named_by_box = not inputs.prompt and not inputs.pictures
    return replace(
        inputs,
        name=naming.name_from_prompt(own_words) if named_by_box else inputs.name,
        prompt=own_words if inputs.source is Source.TEXT and not inputs.prompt else inputs.prompt,
        bbox_condition=bbox_condition_for(*blockout.dimensions),
        # How big it becomes should the blockout be gone when it comes.
        size=Size(meters=longest, axis=SizeAxis.LONGEST_SIDE),
        blockout=blockout.name,
        fit=Fit.STRETCH if stretch else Fit.INSIDE,
    )


def has_own_picture(target: Object) -> bool:
    """True when an object brings the picture that its prop is to be made from."""
    own = addon.own_inputs(target).picture
    return bool(own.image is not None or own.filepath)


def _with_own(inputs: Inputs, target: Object) -> Inputs:
    """The inputs with the object's own picture and words in place of those for all."""
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
