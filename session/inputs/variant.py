# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop was made of, read back from it, for another one like it; and what keeps it from being made."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ...api.options.tiers import at_tier, better_tier
from ...scene.errors import SceneError
from ...scene.places import placement
from ...scene.props import next_to_prop
from ...scene.props.variants import is_prop
from ...scene.provenance import provenance_of
from .. import session
from ..prop_inputs import Inputs
from ..sources import Source
from . import naming
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
    """The active object, if it is a prop of ours."""
    active = context.active_object
    return active if active is not None and is_prop(active) else None


def better_options(made: Provenance) -> GenerationOptions | None:
    """The options for the next better tier, or None if there is none."""
    tier = better_tier(made.options.tier)
    return None if tier is None else at_tier(made.options, tier)


def price(options: GenerationOptions) -> str:
    """For a button: “· 0.5 credits”."""
    credits = options.estimated_credits
    return f"· {credits:g} credit{'' if credits == 1 else 's'}"


def waiting_sentence(prop: Object) -> str:
    """What says that a new variant of this prop is on its way already, or an empty string."""
    here = session.current()
    on_its_way = pending_job_ids().intersection(placement.job_ids_of(prop))
    beside_id = prop.get(next_to_prop.NEXT_TO_KEY)
    if on_its_way or any(job.id == beside_id and job.active for job in here.jobs):
        return f"“{prop.name}” waits for a new variant already. Wait for it, or cancel that generation first."
    return ""


def refusal_sentence(prop: Object) -> str:
    """What keeps a prop from getting a variant, or an empty string."""
    if not prop.is_editable or prop.data is None or not prop.data.is_editable:
        return f"“{prop.name}” is linked from another file. Open that file, or make it local."
    return waiting_sentence(prop)


def inputs_of(context: Context, prop: Object) -> Inputs:
    """What a prop was made of, with its present name and size and the seed it had.

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
    """The same, to be made with a seed that is drawn when it is sent."""
    return replace(inputs, options=inputs.options.with_seed(-1))


def with_options(inputs: Inputs, options: GenerationOptions) -> Inputs:
    """The same, with other options."""
    return replace(inputs, options=options)


def source_of(made: Provenance) -> Source | None:
    """Where a prop's pictures came from, None if that is not known."""
    return Source(made.source) if made.source in set(Source) else None


def _pictures(prop: Object, made: Provenance) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The job's own copies and their labels. By the ledger's names: a .blend may come from anybody."""
    if not made.images:
        return (), ()
    job = session.current().job(made.job_id)
    paths = tuple(job.folder / name for name in job.images) if job is not None else ()
    if job is None or not paths or not all(path.is_file() for path in paths):
        raise PicturesGone(name=prop.name)
    return paths, job.image_labels
