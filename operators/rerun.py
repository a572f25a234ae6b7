# SPDX-License-Identifier: GPL-3.0-or-later
"""The last generation once more, with the same settings. It pays again, so it is an action of its own."""

from typing import TYPE_CHECKING

import bpy

from ..scene import placement
from . import generation, readiness, session
from .generate import GenerateOperator
from .sources import Source

if TYPE_CHECKING:
    from ..jobs.job import Job


class RODIN_PROPS_OT_rerun(GenerateOperator, bpy.types.Operator):
    """Generate once more with the settings of the last generation and a new seed; Rodin charges for it"""

    bl_idname = "rodin_props.rerun"
    bl_label = "Repeat Last Generation"

    def execute(self, context: bpy.types.Context) -> set[str]:
        here = session.current()
        here.refresh()
        if not here.jobs:
            return self.refuse("Nothing was generated yet.")
        last = here.jobs[0]
        if missing := readiness.missing_for_account(context):
            return self.refuse(missing.sentence)
        if last.source == Source.CAMERA and context.scene.camera is None:
            return self.refuse("Add a camera to the scene, its view becomes the picture.")
        return self.generate(context, inputs_from_job(last))


def inputs_from_job(job: "Job") -> generation.Inputs:
    """What a job was made of, with a new seed. A camera takes a new picture of what it sees now."""
    source = Source(job.source)
    return generation.Inputs(
        source=source,
        name=job.name,
        prompt=job.prompt,
        options=job.options.with_seed(-1),
        pictures=() if source is Source.CAMERA else tuple(job.folder / name for name in job.images),
        picture_labels=job.image_labels,
        bbox_condition=job.bbox_condition,
        size=placement.Size.from_target(job.target),
    )


def register() -> None:
    bpy.utils.register_class(RODIN_PROPS_OT_rerun)


def unregister() -> None:
    bpy.utils.unregister_class(RODIN_PROPS_OT_rerun)
