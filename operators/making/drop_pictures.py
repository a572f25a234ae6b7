# SPDX-License-Identifier: GPL-3.0-or-later
"""Picture files dropped onto the 3D viewport. Nothing is paid before the artist says yes."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bpy
from bpy.props import CollectionProperty, FloatVectorProperty, StringProperty

from ...session.language import translated
from ...session.sources import Source
from ..refusals import refused
from .generate_operator import GenerateOperator

if TYPE_CHECKING:
    from bpy.types import Context, Event


class RODIN_PROPS_OT_drop_pictures(GenerateOperator, bpy.types.Operator):
    """Have Rodin make a prop from these pictures of one object, where they were dropped"""

    bl_idname = "rodin_props.drop_pictures"
    bl_label = "Generate Rodin Prop from Picture"
    source = Source.PICTURE

    directory: StringProperty(subtype="DIR_PATH", options={"SKIP_SAVE", "HIDDEN"})
    files: CollectionProperty(type=bpy.types.OperatorFileListElement, options={"SKIP_SAVE", "HIDDEN"})
    location: FloatVectorProperty(
        name="Location",
        description="Where the prop stands, in world space; at the 3D cursor if it is not given",
        subtype="XYZ",
        options={"SKIP_SAVE", "HIDDEN"},
    )

    def to_blockouts(self, context: "Context") -> bool:
        return False  # the place is where the pictures were dropped

    def paths(self) -> tuple[Path, ...]:
        """Return the dropped files."""
        return tuple(Path(bpy.path.abspath(self.directory)) / element.name for element in self.files if element.name)

    def refusal(self) -> str:
        """Return what is wrong with the dropped files, as sentences; empty if nothing is."""
        from ...api.picture_rules import MOST_PICTURES

        count = len(self.paths())
        if not count:
            return "No picture was dropped. Drop one to five picture files onto the 3D viewport."
        if count > MOST_PICTURES:
            return f"{count} pictures are too many: Rodin takes up to {MOST_PICTURES} of one object. Drop fewer."
        return ""

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...scene.places.blockouts import listed
        from ...session.inputs import blockouts
        from ...session.picture_list import shown_name

        if sentence := self.refusal():
            return refused(self, sentence)
        in_viewport = context.area is not None and context.area.type == "VIEW_3D"
        if in_viewport and not self.properties.is_property_set("location"):
            from ...scene.measure import drop_point

            self.location = drop_point.point_under(context, context.area, x=event.mouse_x, y=event.mouse_y)
        get_ready()
        names = [shown_name(path) for path in self.paths()]
        what = f"A prop is made from {listed(names)}"
        several = ", several pictures of one object," if len(names) > 1 else ""
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(blockouts.question(1)),
            message=translated(f"{what}{several} and stands where you dropped it."),
            confirm_text=translated(f"Generate {blockouts.price(context, 1)}"),
            icon="QUESTION",
        )

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs.from_settings import inputs_from_settings
        from ...session.prop_inputs import PlaceholderPose

        if sentence := self.refusal():
            return refused(self, sentence)
        inputs = inputs_from_settings(context, self.source, pictures=self.paths())
        if self.properties.is_property_set("location"):
            inputs = replace(inputs, placeholder_pose=PlaceholderPose(location=tuple(self.location)))
        return self.generate(context, inputs)


register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_drop_pictures,))
