# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job was made of, read back from the ledger for another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...jobs.work import Kind
from ...scene.choices import Facing
from ...scene.measure.size import Size
from ..prop_inputs import Inputs
from ..sources import Source
from . import naming

if TYPE_CHECKING:
    from ...jobs.job import Job


def has_settings(job: Job) -> bool:
    """Say whether the ledger knows what a job was made of, in settings of the panel. Cheap: for drawing.

    New textures and parts are asked for in dialogs, and of a task that was added by its id nothing is known.
    """
    return job.kind is Kind.GENERATION and job.source in set(Source)


def pictures_gone(job: Job) -> str:
    """Return in a sentence that the job's pictures are not in its folder any more; "" if they are, or are not needed.

    Pictures that showed the scene are taken anew.
    """
    is_of_scene = Source(job.source).description.is_of_scene
    if is_of_scene or all((job.folder / name).is_file() for name in job.images):
        return ""
    return f"The pictures of “{job.name}” are gone. Choose pictures in the panel."


def inputs_from_job(job: Job, *, own_names: bool = False) -> Inputs:
    """Return what a job was made of, with the seed that it had. Pictures that showed the scene are taken anew.

    :param own_names: the blockouts' names serve as prompts if the job's own was its blockout's name.
    """
    source = Source(job.source)
    return Inputs(
        source=source,
        name=job.name,
        prompt="" if own_names and _was_named_by_blockout(job) else job.prompt,
        options=job.options,
        pictures=() if source.description.is_of_scene else tuple(job.folder / name for name in job.images),
        picture_labels=() if source.description.is_of_scene else job.image_labels,
        only_selected=job.target.only_selected,
        bbox_condition=job.bbox_condition,
        size=Size.of_words(job.target.size_meters, job.target.size_axis),
        facing=Facing.of_word(job.target.facing),
    )


def _was_named_by_blockout(job: Job) -> bool:
    """Say whether the words were the blockout's own name, since there was no prompt."""
    return job.source == Source.TEXT and job.prompt == naming.words_of(job.target.blockout)
