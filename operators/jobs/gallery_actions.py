# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with the generations that are selected in the gallery, all at once."""

from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import BoolProperty

from ...errors import RodinError
from ...session import session
from ...session.language import all_for_report, for_report, translated
from ...session.refusals import wrong_mode
from .. import monitor
from ..refusals import OperatorBase, can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context, Event

KEEP_OPERATOR = "keep_in_library"
_NAMED = 6
"""So many names are told one by one."""
_UNASKED = 20
"""So many props are imported without a question: each takes about 50 ms."""


def selected() -> tuple[str, ...]:
    """Return the ids of the jobs that are selected in the gallery. Cheap: for drawing."""
    from ...session.gallery import current

    return current.selected()


def has_library() -> bool:
    """Say whether props can be kept."""
    return hasattr(bpy.types, f"RODIN_PROPS_OT_{KEEP_OPERATOR}")


class _SelectedOperator(OperatorBase):
    """Is available as soon as anything is selected."""

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, "" if selected() else "Select generations in the gallery first.")

    def act(self, context: "Context") -> None:
        """Do with the selected jobs what the subclass is for."""
        raise NotImplementedError

    def execute(self, context: "Context") -> set[str]:
        state = session.current()
        try:
            state.refresh()
            self.act(context)
            state.refresh()
        except RodinError as error:
            return refused(self, error)
        monitor.wake()
        return {"FINISHED"}


class RODIN_PROPS_OT_import_selected(_SelectedOperator, bpy.types.Operator):
    """Bring the finished props that are selected into the scene as one step: at their places, or else beside each other at the 3D cursor"""  # noqa: E501

    bl_idname = "rodin_props.import_selected"
    bl_label = "Import Selected Props"

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context)) and super().poll(context)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        if (count := len(selected())) <= _UNASKED:
            return self.execute(context)
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(f"Import {count:,} Props?"),
            message=translated("Blender waits until all of them are in the scene."),
            confirm_text=translated("Import"),
        )

    def act(self, context: "Context") -> None:
        from ...session.gallery.importing import import_jobs

        imported = import_jobs(context, selected())
        for sentence in imported.errors:
            self.report({"WARNING"}, for_report(sentence))
        self.report({"INFO"} if imported.landed else {"WARNING"}, for_report(imported.sentence))


class RODIN_PROPS_OT_remove_selected(_SelectedOperator, bpy.types.Operator):
    """Remove the selected generations from the list and delete their files. Props in scenes stay"""

    bl_idname = "rodin_props.remove_selected"
    bl_label = "Remove Selected Generations"

    with_lost: BoolProperty(
        name="Remove These, Too",
        description="Also those that were paid for and whose props are in no saved file and in no library",
        default=False,
        options={"SKIP_SAVE"},
    )

    _planned: Any = None

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...session.gallery.removing import plan

        try:
            session.current().refresh()
            self._planned = plan(selected())
        except RodinError as error:
            return refused(self, error)
        return context.window_manager.invoke_props_dialog(
            self,
            width=380,
            title=translated("Remove Generations?"),
            confirm_text=translated("Remove"),
            cancel_default=True,
        )

    def draw(self, context: "Context") -> None:
        layout, planned = self.layout, self._planned
        count = len(planned.jobs(with_lost=self.with_lost))
        what = "1 generation is" if count == 1 else f"{count:,} generations are"
        frees = planned.frees(with_lost=self.with_lost)
        told = f"{what} removed, which frees {frees}." if count else "Nothing is removed, unless you say so here."
        layout.label(text=translated(told), icon="TRASH" if count else "INFO")
        if planned.running:
            layout.label(text=translated(f"{planned.running:,} still running: cancel those first."), icon="INFO")
        for jobs, words in (
            (planned.only_here, "in no saved file and in no library"),
            (planned.not_fetched, "paid for and not fetched yet"),
        ):
            if jobs:
                box = layout.box().column(align=True)
                box.label(text=translated(f"{len(jobs):,} {words}:"), icon="ERROR")
                for job in jobs[:_NAMED]:
                    box.label(text=job.name, translate=False, icon="BLANK1")
                if len(jobs) > _NAMED:
                    box.label(text=translated(f"and {len(jobs) - _NAMED:,} more"), icon="BLANK1")
        if planned.lost:
            layout.prop(self, "with_lost")

    def act(self, context: "Context") -> None:
        from ...session.gallery.removing import plan, remove

        planned = plan(selected())
        jobs = planned.as_told(self._planned or planned, with_lost=self.with_lost)
        removed = remove(jobs)
        stay, failed = len({job.id for job in planned.lost} - {job.id for job in jobs}), len(removed.errors)
        stays = "1 stays: it is saved nowhere else." if stay == 1 else f"{stay:,} stay: they are saved nowhere else."
        told = [f"{removed.count:,} removed.", stays if stay else ""]
        if failed:
            told.append(f"{failed:,} could not be removed.")
        for sentence in dict.fromkeys(removed.errors):
            self.report({"WARNING"}, for_report(sentence))
        self.report({"WARNING"} if failed else {"INFO"}, all_for_report(told))


class RODIN_PROPS_OT_keep_selected(_SelectedOperator, bpy.types.Operator):
    """Keep the selected props in the asset library, each once"""

    bl_idname = "rodin_props.keep_selected"
    bl_label = "Keep Selected Props"

    @classmethod
    def poll(cls, context: "Context") -> bool:
        sentence = "" if has_library() else "This Blender has no asset library."
        return can_be_pressed(cls, sentence) and super().poll(context)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        return self._keep("INVOKE_DEFAULT")

    def execute(self, context: "Context") -> set[str]:
        return self._keep("EXEC_DEFAULT")

    def _keep(self, way: str) -> set[str]:
        operators: Any = bpy.ops
        try:
            return getattr(operators.rodin_props, KEEP_OPERATOR)(way, job=",".join(selected()))
        except RuntimeError as error:  # so Blender hands on what the other one reports as an error
            return refused(self, str(error).removeprefix("Error: ").strip())


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_import_selected, RODIN_PROPS_OT_keep_selected, RODIN_PROPS_OT_remove_selected)
)
