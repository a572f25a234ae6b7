# SPDX-License-Identifier: GPL-3.0-or-later
"""What is pressed in the lists of jobs beside the jobs themselves: what is shown, and what is selected."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, EnumProperty, IntProperty, StringProperty

from ...session import session
from ...session.language import CONTEXT, for_report, for_tooltip
from ...session.refusals import NOTHING_ON_THE_WAY
from .. import monitor
from ..refusals import has_window, refused

if TYPE_CHECKING:
    from bpy.types import Context, Event


class RODIN_PROPS_OT_show_jobs(bpy.types.Operator):
    """Show the list of jobs here, whatever editor this is: what is on the way, what failed and what helps"""

    bl_idname = "rodin_props.show_jobs"
    bl_label = "Show Jobs"

    def execute(self, context: "Context") -> set[str]:
        from ...session.watching import shown

        if not has_window(context):
            self.report({"INFO"}, shown.status_words(by=for_report) or for_report(NOTHING_ON_THE_WAY))
            return {"FINISHED"}
        # Not the sidebar: to open one draws its viewport anew, and no sidebar can be scrolled to a panel.
        bpy.ops.wm.call_panel(name="RODIN_PROPS_PT_jobs", keep_open=True)
        return {"FINISHED"}


class RODIN_PROPS_OT_dismiss_notices(bpy.types.Operator):
    """Take these sentences off the list; they were read"""

    bl_idname = "rodin_props.dismiss_notices"
    bl_label = "Understood"

    def execute(self, context: "Context") -> set[str]:
        state = session.current()
        state.ledger.notices.clear()
        state.refresh()
        return {"FINISHED"}


class RODIN_PROPS_OT_turn_page(bpy.types.Operator):
    """Show other generations of those that were found"""

    bl_idname = "rodin_props.turn_page"
    bl_label = "Turn Page"
    bl_options = {"INTERNAL"}

    pages: IntProperty(name="Pages", description="How many pages to go on; back if negative", default=1)

    @classmethod
    def description(cls, context: "Context", properties: "RODIN_PROPS_OT_turn_page") -> str:
        """Return the tooltip: which way it goes."""
        return for_tooltip("Show the next page" if properties.pages > 0 else "Show the page before")

    def execute(self, context: "Context") -> set[str]:
        from ...session.gallery.current import gallery

        gallery().turn(self.pages)
        monitor.wake()
        return {"FINISHED"}


class RODIN_PROPS_OT_filter_gallery(bpy.types.Operator):
    """Show only generations of this kind"""

    bl_idname = "rodin_props.filter_gallery"
    bl_label = "Filter Gallery"
    bl_options = {"INTERNAL"}

    by: EnumProperty(
        name="By",
        description="What is filtered by",
        items=[
            ("GROUP", "State", "How far it is"),
            ("SOURCE", "Source", "What it was made from"),
            ("FILE", "File", "The .blend in which it was asked for"),
            ("DAY", "Day", "When it was asked for"),
            ("ALL", "All of Them", "Everything, and the words that are searched for"),
        ],
        options={"SKIP_SAVE"},
    )
    value: StringProperty(name="Value", description="What is shown", options={"SKIP_SAVE"})
    is_set: BoolProperty(
        name="Filter",
        description="Leave out everything else",
        default=True,
        options={"SKIP_SAVE"},
        translation_context=CONTEXT,
    )

    @classmethod
    def description(cls, context: "Context", properties: "RODIN_PROPS_OT_filter_gallery") -> str:
        """Return the tooltip: what is let through."""
        return for_tooltip("Show only these" if properties.is_set else "Show all, whatever they are")

    def execute(self, context: "Context") -> set[str]:
        from ...session.gallery.current import gallery
        from ...session.gallery.filters import Filters, filtered

        view = gallery()
        try:
            view.filters = (
                Filters(order=view.filters.order)
                if self.by == "ALL"
                else filtered(view.filters, self.by, self.value if self.is_set else None)
            )
        except ValueError:
            return refused(self, f"There is nothing called “{self.value}” to filter by.")
        monitor.wake()
        return {"FINISHED"}


_WHICH = [
    ("ONE", "One", "Select this one or do not any more. With Shift, all from the last one up to this one"),
    ("PAGE", "Page", "Select all on this page besides the others, or none of them if all are selected"),
    ("FOUND", "All Found", "Select all that were found, on all pages"),
    ("NONE", "None", "Select nothing"),
]


class RODIN_PROPS_OT_select_jobs(bpy.types.Operator):
    """Select generations in the gallery"""

    bl_idname = "rodin_props.select_jobs"
    bl_label = "Select Generations"
    bl_options = {"INTERNAL"}

    job: StringProperty(name="Job", description="Id of the generation", options={"HIDDEN", "SKIP_SAVE"})
    which: EnumProperty(
        name="Which",
        description="Which generations are selected",
        items=_WHICH,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def description(cls, context: "Context", properties: "RODIN_PROPS_OT_select_jobs") -> str:
        """Return the tooltip: what is selected."""
        return for_tooltip(next(tooltip for name, _, tooltip in _WHICH if name == properties.which))

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        return self._select(context, with_range=event.shift)

    def execute(self, context: "Context") -> set[str]:
        return self._select(context, with_range=False)

    def _select(self, context: "Context", *, with_range: bool) -> set[str]:
        from ...session.gallery.current import gallery

        view = gallery()
        if self.which == "ONE":
            view.toggle(self.job, with_range=with_range)
        else:
            {"PAGE": view.select_page, "FOUND": view.select_found, "NONE": view.select_none}[self.which]()
        if context.area is not None:
            context.area.tag_redraw()  # it may have been chosen in a menu
        return {"FINISHED"}


class RODIN_PROPS_OT_open_job(bpy.types.Operator):
    """Show all there is to know of this generation, and what can be done with it; or hide that again"""

    bl_idname = "rodin_props.open_job"
    bl_label = "Details"
    bl_options = {"INTERNAL"}

    job: StringProperty(name="Job", description="Id of the generation", options={"HIDDEN", "SKIP_SAVE"})

    @classmethod
    def description(cls, context: "Context", properties: "RODIN_PROPS_OT_open_job") -> str:
        """Return the tooltip: the whole name and the prompt, for which there is seldom room."""
        from ...session.gallery.current import gallery

        facts = gallery().facts(properties.job)
        return "" if facts is None else f"{facts.name}\n{facts.prompt}".strip()

    def execute(self, context: "Context") -> set[str]:
        from ...session.gallery.current import gallery

        view = gallery()
        view.opened = "" if view.opened == self.job else self.job
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_show_jobs,
        RODIN_PROPS_OT_dismiss_notices,
        RODIN_PROPS_OT_turn_page,
        RODIN_PROPS_OT_filter_gallery,
        RODIN_PROPS_OT_select_jobs,
        RODIN_PROPS_OT_open_job,
    )
)
