# SPDX-License-Identifier: GPL-3.0-or-later
"""Props are kept in the library, and the library is chosen. Costs nothing, and needs no network."""

from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ...errors import RodinError
from ...session import session
from ...session.language import for_report, translated
from ...session.refusals import NO_SUCH_JOB, NOTHING_GENERATED
from .. import monitor
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context, Event

    from ...jobs.job import Job


def _jobs_property() -> object:
    return StringProperty(
        name="Job",
        description="Ids of generations, separated by commas; those of the selected props if it is empty",
        options={"HIDDEN", "SKIP_SAVE"},
    )


class RODIN_PROPS_OT_keep_in_library(bpy.types.Operator):
    """Write props into the library, each into a file of its own, to be used in any file. What is there already stays \
as it is. Without a choice in a list, the selected props of this scene"""  # noqa: D205, D209

    bl_idname = "rodin_props.keep_in_library"
    bl_label = "Keep in Library"

    job: _jobs_property()

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, "" if session.current().has_ledger else NOTHING_GENERATED)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...session.keeping import library

        if library.chosen(context) is not None:
            return self.execute(context)
        ids = self.job or ",".join(job.id for job in _selected_jobs(context))
        bpy.ops.rodin_props.choose_library("INVOKE_DEFAULT", job=ids)  # pyright: ignore[reportAttributeAccessIssue]
        return {"CANCELLED"}  # the dialog goes on

    def execute(self, context: "Context") -> set[str]:
        jobs = _named_jobs(self.job) if self.job else _selected_jobs(context)
        if not jobs:
            sentence = NO_SUCH_JOB if self.job else _NOTHING_SELECTED
            return refused(self, sentence)
        try:
            return _keep(self, context, jobs)
        except RodinError as error:
            return refused(self, error)


_NOTHING_SELECTED = "No prop of this list is selected. Select props that were generated, or press Keep beside a job."


def _named_jobs(ids: str) -> "list[Job]":
    state = session.current()
    state.refresh()
    found = (state.job(job_id.strip()) for job_id in ids.split(","))
    return [job for job in found if job is not None]


def _selected_jobs(context: "Context") -> "list[Job]":
    from ...scene.provenance import provenance_of

    made = (provenance_of(target) for target in context.selected_objects)
    return _named_jobs(",".join(dict.fromkeys(each.job_id for each in made if each is not None)))


def _keep(operator: bpy.types.Operator, context: "Context", jobs: "list[Job]") -> set[str]:
    """Keep the props of jobs, and report. :raises RodinError: none is kept."""
    from ...session.keeping import queue
    from ...session.keeping.keep import keep

    begun = keep(context, jobs)
    for sentence in begun.refused.values():
        operator.report({"WARNING"}, for_report(sentence))
    if begun.already:
        one, count = f"In the library already: “{begun.already[0].name}”.", len(begun.already)
        operator.report({"INFO"}, for_report(one if count == 1 else f"In the library already: {count} props."))
    if bpy.app.background:
        queue.finish(context, [job.id for job in begun.asked])
        for sentence in session.current().take_remarks():
            operator.report({"INFO"}, for_report(sentence))
    monitor.wake()
    return {"FINISHED"} if begun.asked or begun.already else {"CANCELLED"}


class RODIN_PROPS_OT_choose_library(bpy.types.Operator):
    """Choose the folder that props are kept in. Blender lists it as an asset library from then on"""

    bl_idname = "rodin_props.choose_library"
    bl_label = "Choose Library"

    directory: StringProperty(
        name="Folder", description="Is made if it is not there", subtype="DIR_PATH", options={"SKIP_SAVE"}
    )
    name: StringProperty(name="Name", description="What Blender calls the library", options={"SKIP_SAVE"})
    job: _jobs_property()

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...session.keeping import library

        chosen = library.chosen(context)
        if not self.directory:
            self.directory = str(library.suggested_folder() if chosen is None else chosen.folder)
        self.name = self.name or (library.DEFAULT_NAME if chosen is None else chosen.name)
        return context.window_manager.invoke_props_dialog(self, width=420, confirm_text=translated("Choose"))

    def execute(self, context: "Context") -> set[str]:
        from ...session.keeping import library

        if not self.directory.strip():
            return refused(self, "No folder is named. Say which folder props are kept in.")
        try:
            chosen = library.choose(context, Path(bpy.path.abspath(self.directory)), self.name.strip())
            self.report({"INFO"}, for_report(f"Props are kept in “{chosen.name}”, which the Asset Browser shows."))
            if self.job:
                return _keep(self, context, _named_jobs(self.job))
        except RodinError as error:
            return refused(self, error)
        return {"FINISHED"}


class RODIN_PROPS_OT_keep_again(bpy.types.Operator):
    """Try once more to write into the library what could not be written"""

    bl_idname = "rodin_props.keep_again"
    bl_label = "Try Again"

    def execute(self, context: "Context") -> set[str]:
        from ...session.keeping import queue

        queue.table().try_again()
        queue.look()
        monitor.wake()
        return {"FINISHED"}


class RODIN_PROPS_OT_forget_keeping(bpy.types.Operator):
    """Do not write into the library what could not be written. The generations stay in the list"""

    bl_idname = "rodin_props.forget_keeping"
    bl_label = "Forget"

    def execute(self, context: "Context") -> set[str]:
        from ...session.keeping import queue

        queue.table().forget_failed()
        queue.look()
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_keep_in_library,
        RODIN_PROPS_OT_choose_library,
        RODIN_PROPS_OT_keep_again,
        RODIN_PROPS_OT_forget_keeping,
    )
)
