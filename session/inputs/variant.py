# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop was made of, read back from it, for another one like it; and what keeps it from being made."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ...api.options.tiers import at_tier, better_tier
from ...jobs.work import Kind
from ...scene.errors import SceneError
from ...scene.mesh_data import full_mesh_of
from ...scene.places import placement
from ...scene.props import next_to_prop
from ...scene.props.variants import is_prop
from ...scene.provenance import provenance_of
from .. import session
from ..prop_inputs import Inputs
from ..sources import Source
from . import naming, prices
from .blockouts import pending_job_ids

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Context, Object

    from ...scene.provenance import Provenance


class PicturesGone(SceneError):
    """A prop was made from pictures that this computer does not have."""

    sentence = (
        "The pictures that “{name}” was made from are not on this computer any more. "
        "Choose pictures in the panel and press Generate."
    )


class NoBetterTier(SceneError):
    """The prop was made at the best tier."""

    sentence = "“{name}” was made at the highest tier already. Try a new seed."


def active_prop(context: Context) -> Object | None:
    """Return the active object if it is a prop of ours, else None."""
    active = context.active_object
    return active if active is not None and is_prop(active) else None


def better_options(made: Provenance) -> GenerationOptions | None:
    """Return the options for the next better tier, or None if there is none."""
    tier = better_tier(made.options.tier)
    return None if tier is None else at_tier(made.options, tier)


def price(context: Context, options: GenerationOptions) -> str:
    """Return the price for a button: “· 0.5 credits”."""
    return prices.on_button(prices.price_of(context, options.list_price))


def waiting_sentence(prop: Object) -> str:
    """Return the sentence that a new variant of this prop is on its way already; empty if none is."""
    on_its_way = pending_job_ids().intersection(placement.job_ids_of(prop))
    unfinished = session.current().jobs.unfinished
    if any(job_id in unfinished and unfinished[job_id].kind is Kind.PARTS for job_id in on_its_way):
        return f"“{prop.name}” is being split into parts. Wait for them, or cancel that job first."
    beside = unfinished.get(str(prop.get(next_to_prop.NEXT_TO_KEY, "")))
    if on_its_way or (beside is not None and beside.active):
        return f"“{prop.name}” waits for a new variant already. Wait for it, or cancel that generation first."
    return ""


def refusal_sentence(prop: Object) -> str:
    """Return what keeps a prop from getting a variant; empty if nothing does."""
    if not prop.is_editable or not full_mesh_of(prop).is_editable:
        return f"“{prop.name}” is linked from another file. Open that file, or make it local."
    return waiting_sentence(prop)


def inputs_of(context: Context, prop: Object) -> Inputs:
    """Return what a prop was made of, with its present name and size and the seed it had.

    :raises PicturesGone: it was made from pictures that are not in the ledger's folders any more.
    """
    made = provenance_of(prop)
    assert made is not None
    pictures, labels = _pictures(prop, made)
    return Inputs(
        source=source_of(made) or (Source.PICTURE if pictures else Source.TEXT),
        name=naming.clean_name(re.sub(r"\.\d{3,}$", "", prop.name)) or made.name,
        prompt=made.prompt,
        options=made.options,
        pictures=pictures,
        picture_labels=labels,
        bbox_condition=made.bbox_condition,
        size=next_to_prop.size_of(context, prop),
        variant_of=made.family,
    )


def with_new_seed(inputs: Inputs) -> Inputs:
    """Return the same inputs without a seed: a random one is drawn when the job is made."""
    return replace(inputs, options=inputs.options.with_seed(-1))


def with_options(inputs: Inputs, options: GenerationOptions) -> Inputs:
    """Return the same inputs with other options."""
    return replace(inputs, options=options)


def source_of(made: Provenance) -> Source | None:
    """Return where a prop's pictures came from, None if that is not known."""
    return Source(made.source) if made.source in set(Source) else None


def _pictures(prop: Object, made: Provenance) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the job's own copies and their labels, by the names in the ledger: a .blend may come from anybody."""
    if not made.images:
        return (), ()
    job = session.current().job(made.job_id)
    paths = tuple(job.folder / name for name in job.images) if job is not None else ()
    if job is None or not paths or not all(path.is_file() for path in paths):
        raise PicturesGone(name=prop.name)
    return paths, job.image_labels
