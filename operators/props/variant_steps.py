# SPDX-License-Identifier: GPL-3.0-or-later
"""Step through the variants of a prop, and tidy them. Nothing here pays: what the file lacks is in the job's folder."""

from contextlib import suppress
from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, IntProperty, StringProperty

from ...errors import RodinError
from ...session import session
from ...session.language import for_report, translated
from ...session.refusals import NO_PROP, being_prepared, wrong_mode
from .. import monitor
from ..refusals import OperatorBase, can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context, Object


class PropOperator(OperatorBase):
    """What they share: a prop that can be changed, in Object Mode."""

    @classmethod
    def poll(cls, context: "Context") -> bool:
        from ...session.inputs import variant

        prop = variant.active_prop(context)
        return can_be_pressed(cls, NO_PROP if prop is None or not prop.is_editable else wrong_mode(context))


class RODIN_PROPS_OT_show_variant(PropOperator, bpy.types.Operator):
    """Show another variant of this prop; costs nothing. Linked copies change with it"""

    bl_idname = "rodin_props.show_variant"
    bl_label = "Show Variant"

    offset: IntProperty(name="Step", description="How many variants forward, or back if negative", default=1)
    linked_copies: BoolProperty(
        name="Linked Copies Too",
        description="Also change the objects that share this prop's mesh",
        default=True,
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def execute(self, context: "Context") -> set[str]:
        from ...scene.props import variants
        from ...scene.provenance import provenance_of
        from ...session.inputs import variant
        from ...session.watching.look import look
        from ...session.watching.variant_steps import steps_of

        prop = variant.active_prop(context)
        made = provenance_of(prop) if prop is not None else None
        if made is not None:
            session.current().jobs.family(made.family)  # asked for: no panel may be open
        with suppress(RodinError):  # the job list says what is wrong with the ledger
            look(context)
        steps = steps_of(prop) if prop is not None else ()
        if prop is None or made is None or len(steps) < 2:
            return refused(self, "This prop has no other variant.", level="INFO")
        index = (steps.index(made.job_id) + self.offset) % len(steps)
        targets = variants.copies_of(prop) if self.linked_copies else [prop]
        try:
            self._show(context, targets, steps[index], said=f"Show Variant {index + 1} of {prop.name}")
        except RodinError as error:
            return refused(self, error)
        return {"FINISHED"}

    def _show(self, context: "Context", targets: "list[Object]", job_id: str, *, said: str) -> None:
        from ...scene.props import variants

        mesh = variants.variants_of(targets[0]).get(job_id)
        if mesh is not None:
            variants.show(targets, mesh)
        elif not variants.borrow(targets, job_id):
            self._fetch(context, targets, job_id)
            return
        bpy.ops.ed.undo_push(message=translated(said))

    def _fetch(self, context: "Context", targets: "list[Object]", job_id: str) -> None:
        """Let the variant land from the job's folder, as a prop that has just come."""
        from ...scene.mesh_data import full_mesh_of
        from ...scene.places import placement
        from ...scene.props import mesh_fit
        from ...session.landing.land import land

        job = session.current().ledger.get(job_id)
        for target in targets:
            placement.mark_target(target, job_id, mesh_fit.fit_of_mesh(full_mesh_of(target)))
        try:
            if land(context, job) is None:
                self.report({"INFO"}, for_report(being_prepared(job)))
                monitor.wake()
        except RodinError:
            for target in targets:
                placement.unmark_target(target, job_id)
            raise


class RODIN_PROPS_OT_keep_variant(PropOperator, bpy.types.Operator):
    """Remove the variants that this prop does not show from the file, which becomes smaller. They can be shown again \
while their generations are in the list"""  # noqa: D205, D209

    bl_idname = "rodin_props.keep_variant"
    bl_label = "Keep Only This Variant"

    def execute(self, context: "Context") -> set[str]:
        from ...scene.props import variants
        from ...session.inputs import variant

        prop = variant.active_prop(context)
        assert prop is not None  # see poll
        count = sum(variants.forget_others(target) for target in variants.copies_of(prop))
        if not count:
            return refused(self, "The file holds no other variant of this prop.", level="INFO")
        bpy.ops.ed.undo_push(message=translated(f"Keep Only This Variant of {prop.name}"))
        return {"FINISHED"}


class RODIN_PROPS_OT_copy_text(bpy.types.Operator):
    """Copy this to the clipboard"""

    bl_idname = "rodin_props.copy_text"
    bl_label = "Copy"
    bl_options = {"INTERNAL"}

    text: StringProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: "Context") -> set[str]:
        context.window_manager.clipboard = self.text
        self.report({"INFO"}, for_report("Copied."))
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_show_variant, RODIN_PROPS_OT_keep_variant, RODIN_PROPS_OT_copy_text)
)
