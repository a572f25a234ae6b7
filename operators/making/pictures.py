# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of pictures in the panel: add, remove, move."""

from pathlib import Path

import bpy
from bpy.props import CollectionProperty, EnumProperty, IntProperty, StringProperty

from ...session import session
from ...session.addon import settings
from ...session.language import for_report
from ..refusals import can_be_pressed, refused
from .one_picture import image_property


class RODIN_PROPS_OT_add_pictures(bpy.types.Operator):
    """Choose picture files to make the prop from"""

    bl_idname = "rodin_props.add_pictures"
    bl_label = "Add Pictures"

    directory: StringProperty(description="Of the pictures", subtype="DIR_PATH", options={"SKIP_SAVE"})
    files: CollectionProperty(type=bpy.types.OperatorFileListElement, options={"SKIP_SAVE", "HIDDEN"})
    filter_image: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        from ...scene.background.run import get_ready

        get_ready()
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        from ...api.picture_rules import MOST_PICTURES, TOO_MANY

        pictures = settings(context).pictures
        if session.current().has_pictures:
            session.current().pictures.forget_refusals()
        names = [element.name for element in self.files if element.name]
        taken = names[: MOST_PICTURES - len(pictures)]
        for name in taken:
            pictures.add().filepath = str(Path(bpy.path.abspath(self.directory)) / name)
        if len(taken) < len(names):
            left_out = len(names) - len(taken)
            verb = "was" if left_out == 1 else "were"
            self.report({"WARNING"}, for_report(f"{TOO_MANY} {left_out} {verb} left out."))
        return {"FINISHED"}


class RODIN_PROPS_OT_add_blender_image(bpy.types.Operator):
    """Choose an image of this file to make the prop from: painted, rendered, packed or opened"""

    bl_idname = "rodin_props.add_blender_image"
    bl_label = "Add Blender Image"
    bl_property = "image"

    image: image_property()

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        from ...session.inputs import image_choice

        if not image_choice.offered():
            return refused(self, image_choice.NO_IMAGE)
        context.window_manager.invoke_search_popup(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        from ...session.inputs import image_choice

        image = image_choice.find(self.image)
        if image is None:
            return refused(self, "Choose an image.")
        if sentence := image_choice.refusal_sentence(image):
            return refused(self, sentence)
        return _add_image(self, context, image)


class RODIN_PROPS_OT_add_clipboard_picture(bpy.types.Operator):
    """Make the prop from the picture on the clipboard; it is kept in this file"""

    bl_idname = "rodin_props.add_clipboard_picture"
    bl_label = "Add Picture from Clipboard"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        from ...scene.images import clipboard

        return can_be_pressed(cls, "" if clipboard.can_read_pictures() else str(clipboard.ClipboardUnreachable()))

    def execute(self, context: bpy.types.Context) -> set[str]:
        from ...api.picture_rules import MOST_PICTURES, TOO_MANY
        from ...scene.images import clipboard

        if len(settings(context).pictures) >= MOST_PICTURES:
            return refused(self, TOO_MANY, level="WARNING")
        try:
            image = clipboard.paste_image(context)
        except clipboard.ClipboardUnusable as error:
            return refused(self, error)
        image.pack()
        return _add_image(self, context, image)


def _add_image(operator: bpy.types.Operator, context: bpy.types.Context, image: bpy.types.Image) -> set[str]:
    from ...api.picture_rules import MOST_PICTURES, TOO_MANY

    pictures = settings(context).pictures
    if len(pictures) >= MOST_PICTURES:
        return refused(operator, TOO_MANY, level="WARNING")
    pictures.add().image = image
    return {"FINISHED"}


class RODIN_PROPS_OT_remove_picture(bpy.types.Operator):
    """Take this picture out of the list; the file stays"""

    bl_idname = "rodin_props.remove_picture"
    bl_label = "Remove Picture"

    index: IntProperty(options={"HIDDEN", "SKIP_SAVE"})

    def execute(self, context: bpy.types.Context) -> set[str]:
        settings(context).pictures.remove(self.index)
        return {"FINISHED"}


class RODIN_PROPS_OT_move_picture(bpy.types.Operator):
    """Change the order; the first picture decides the look of the surface"""

    bl_idname = "rodin_props.move_picture"
    bl_label = "Move Picture"

    index: IntProperty(options={"HIDDEN", "SKIP_SAVE"})
    direction: EnumProperty(
        items=[("UP", "Up", "Toward the first"), ("DOWN", "Down", "Toward the last")],
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def execute(self, context: bpy.types.Context) -> set[str]:
        pictures = settings(context).pictures
        other = self.index + (-1 if self.direction == "UP" else 1)
        if not 0 <= other < len(pictures):
            return {"CANCELLED"}
        pictures.move(self.index, other)
        return {"FINISHED"}


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_add_pictures,
        RODIN_PROPS_OT_add_blender_image,
        RODIN_PROPS_OT_add_clipboard_picture,
        RODIN_PROPS_OT_remove_picture,
        RODIN_PROPS_OT_move_picture,
    )
)
