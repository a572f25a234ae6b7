# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with the list of jobs as a whole: add what was paid for elsewhere, cancel, free space."""

from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import BoolProperty, CollectionProperty, EnumProperty, StringProperty

from ...errors import RodinError
from ...session import session
from ...session.language import for_report, translated
from ...session.refusals import NOTHING_ON_THE_WAY
from .. import monitor
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context, Event


class RODIN_PROPS_OT_add_task(bpy.types.Operator):
    """Fetch a prop that was paid for on another computer, by the id of its task. It costs nothing"""

    bl_idname = "rodin_props.add_task"
    bl_label = "Add Task by Id"

    task: StringProperty(
        name="Task Id",
        description="As “Copy Task Id” copies it in the gallery of the other computer",
        options={"SKIP_SAVE"},
    )
    prop_name: StringProperty(
        name="Name", description="What the prop is called; after its id if this is empty", options={"SKIP_SAVE"}
    )
    has_quads: BoolProperty(
        name="Made of Quads",
        description="It was asked for as quads, which its file alone does not tell",
        default=True,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs.readiness import missing_for_account

        missing = missing_for_account(context)
        return can_be_pressed(cls, missing.sentence if missing else "")

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        return context.window_manager.invoke_props_dialog(
            self, width=420, title=translated("Add a Task of Another Computer"), confirm_text=translated("Add")
        )

    def draw(self, context: "Context") -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.prop(self, "task")
        layout.prop(self, "prop_name")
        layout.prop(self, "has_quads")
        layout.label(text="Rodin keeps what it made for seven days. Nothing is charged.", icon="INFO")

    def execute(self, context: "Context") -> set[str]:
        from ...session.making import added_task, generation

        try:
            job = added_task.add_task(context, self.task, name=self.prop_name, has_quads=self.has_quads)
            generation.start(context, job.id)
        except RodinError as error:
            return refused(self, error)
        monitor.wake()
        self.report({"INFO"}, for_report(f"“{job.name}” is fetched now."))
        return {"FINISHED"}


class RodinPropsRunning(bpy.types.PropertyGroup):
    """Something that is on the way; its name is the ids of its jobs, separated by commas."""

    words: StringProperty(name="What", options={"SKIP_SAVE"})
    lost: StringProperty(name="What Is Lost", options={"SKIP_SAVE"})
    is_paid: BoolProperty(name="Paid", options={"SKIP_SAVE"})
    is_chosen: BoolProperty(name="Cancel", description="Stop waiting for this one", options={"SKIP_SAVE"})


_ASKED_ONE_BY_ONE = 12


class RODIN_PROPS_OT_cancel_running(bpy.types.Operator):
    """Choose what is no longer waited for; it says of each what is lost. What Rodin has accepted stays paid, and can \
be resumed for seven days"""  # noqa: D205, D209

    bl_idname = "rodin_props.cancel_running"
    bl_label = "Cancel Generations"

    running: CollectionProperty(type=RodinPropsRunning, options={"SKIP_SAVE", "HIDDEN"})
    everything: BoolProperty(
        name="All of Them",
        description="Stop waiting for all that is on the way",
        default=False,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.watching import shown

        return can_be_pressed(cls, "" if shown.status_words() else NOTHING_ON_THE_WAY)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...session.watching.on_the_way import on_the_way

        going_on = on_the_way()
        for each in going_on:
            item = self.running.add()
            item.name, item.words, item.lost = ",".join(each.ids), each.words, each.lost
            item.is_paid, item.is_chosen = each.is_paid, len(going_on) == 1
        return context.window_manager.invoke_props_dialog(
            self,
            width=420,
            title=translated("Cancel Generations?"),
            confirm_text=translated("Stop Chosen"),
            cancel_default=True,
        )

    def draw(self, context: "Context") -> None:
        layout = self.layout
        if len(self.running) > 1:
            layout.prop(self, "everything")
        for each in self.running[:_ASKED_ONE_BY_ONE]:
            column = layout.column(align=True)
            column.active = not self.everything
            column.prop(each, "is_chosen", text=each.words, translate=False)
            column.label(text=translated(each.lost), icon="ERROR" if each.is_paid else "BLANK1")
        if others := self.running[_ASKED_ONE_BY_ONE:]:
            paid = sum(each.is_paid for each in others)
            layout.label(text=translated(f"and {len(others):,} more, {paid:,} of them paid"), icon="BLANK1")

    def execute(self, context: "Context") -> set[str]:
        from ...session.watching.on_the_way import cancel, on_the_way

        rows = [each for each in self.running if each.is_chosen or self.everything]
        chosen = [job_id for each in rows for job_id in each.name.split(",")]
        unsent = {job_id for each in rows if not each.is_paid for job_id in each.name.split(",")}
        if self.everything and not self.running:  # no dialog told anything
            chosen = [job_id for each in on_the_way() for job_id in each.ids]
        if not chosen:
            return refused(self, "Nothing was chosen, so nothing was cancelled.", level="INFO")
        cancelled = cancel(chosen, told_unsent=unsent)
        monitor.wake()
        for sentence in dict.fromkeys(cancelled.errors):
            self.report({"WARNING"}, for_report(sentence))
        self.report({"WARNING"} if cancelled.errors else {"INFO"}, for_report(cancelled.words))
        for sentence in cancelled.going_on:  # last: of several reports, Blender shows the last one
            self.report({"WARNING"}, for_report(sentence))
        is_done = cancelled.count or not (cancelled.errors or cancelled.sent)
        return {"FINISHED"} if is_done else {"CANCELLED"}


_HARMLESS = {"REMOVED", "LOGS"}
_LINE_CHARACTERS = 72
_items: list[tuple[str, str, str, int]] = []
"""Blender wants them kept."""


def _group_items(self: Any, context: "Context | None") -> list[tuple[str, str, str, int]]:
    if not _items:
        from ...jobs.cleaning.groups import Group

        _items.extend(
            (group.value, group.label, group.sentence.rstrip("."), 1 << number) for number, group in enumerate(Group)
        )
    return _items


class RODIN_PROPS_OT_clean_up(bpy.types.Operator):
    """Show what takes space on the disk, and delete what you choose"""

    bl_idname = "rodin_props.clean_up"
    bl_label = "Clean Up"

    groups: EnumProperty(
        name="Delete", description="What is deleted", items=_group_items, options={"ENUM_FLAG", "SKIP_SAVE"}
    )

    _taken: Any = ()

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...jobs.cleaning.clean_up import what_takes_space

        state = session.current()
        try:
            self._taken = what_takes_space(state.ledger) if state.has_ledger else ()
        except RodinError as error:
            return refused(self, error)
        self.groups = {taken.group.value for taken in self._taken} & _HARMLESS
        if not self._taken:
            return refused(self, "There is nothing that could be deleted.", level="INFO")
        return context.window_manager.invoke_props_dialog(
            self,
            width=460,
            title=translated("Delete What Takes Space?"),
            confirm_text=translated("Delete"),
            cancel_default=True,
        )

    def draw(self, context: "Context") -> None:
        from ...errors import size
        from ...languages.wrapping import wrapped

        for taken in self._taken:
            column = self.layout.column(align=True)
            row = column.row()
            is_chosen = taken.group.value in self.groups
            icon = "CHECKBOX_HLT" if is_chosen else "CHECKBOX_DEHLT"
            files = "1 file" if taken.files == 1 else f"{taken.files:,} files"
            text = f"{taken.group.label}: {size(taken.bytes)}, {files}"
            row.prop_enum(self, "groups", taken.group.value, text=translated(text), icon=icon)
            words = column.column(align=True)
            words.scale_y = 0.8
            words.active = is_chosen
            for number, line in enumerate(wrapped(translated(taken.group.sentence), _LINE_CHARACTERS)):
                is_warned = number == 0 and is_chosen and taken.group.is_lost_for_good
                words.label(text=line, translate=False, icon="ERROR" if is_warned else "BLANK1")
        chosen = sum(taken.bytes for taken in self._taken if taken.group.value in self.groups)
        self.layout.label(text=translated(f"This frees {size(chosen)}."), icon="TRASH")

    def execute(self, context: "Context") -> set[str]:
        from ...jobs.cleaning.clean_up import free
        from ...jobs.cleaning.groups import Group

        if not self.groups:
            return refused(self, "Nothing was chosen, so nothing was deleted.", level="INFO")
        try:
            freed = free(session.current().ledger, {Group(name) for name in self.groups})
        except RodinError as error:
            return refused(self, error)
        self.report({"WARNING"} if freed.kept else {"INFO"}, for_report(freed.sentence))
        monitor.wake()
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_add_task, RodinPropsRunning, RODIN_PROPS_OT_cancel_running, RODIN_PROPS_OT_clean_up)
)
