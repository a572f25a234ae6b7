# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of pictures in the panel: add, remove, move."""

from pathlib import Path

import bpy
from bpy.props import CollectionProperty, EnumProperty, IntProperty, StringProperty

from .context import settings

MOST_PICTURES = 5
"""As many as the service takes for one generation."""

EXTENSIONS = (".png", ".jpg", ".jpeg", ".webp")


class RODIN_PROPS_OT_add_pictures(bpy.types.Operator):
    """Choose picture files to make the prop from"""

    bl_idname = "rodin_props.add_pictures"
    bl_label = "Add Pictures"

    directory: StringProperty(subtype="DIR_PATH", options={"SKIP_SAVE"})
    files: CollectionProperty(type=bpy.types.OperatorFileListElement, options={"SKIP_SAVE", "HIDDEN"})
    filter_image: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})
    filter_folder: bpy.props.BoolProperty(default=True, options={"HIDDEN", "SKIP_SAVE"})

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        context.window_manager.fileselect_add(self)
        return {"RUNNING_MODAL"}

    def execute(self, context: bpy.types.Context) -> set[str]:
        pictures = settings(context).pictures
        names = [element.name for element in self.files if element.name]
        for name in names[: MOST_PICTURES - len(pictures)]:
            pictures.add().filepath = str(Path(bpy.path.abspath(self.directory)) / name)
        if len(names) > 0 and len(pictures) == MOST_PICTURES:
            self.report({"INFO"}, f"Rodin takes up to {MOST_PICTURES} pictures of one object.")
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
        items=[("UP", "Up", "Towards the first"), ("DOWN", "Down", "Towards the last")],
        options={"HIDDEN", "SKIP_SAVE"},
    )

    def execute(self, context: bpy.types.Context) -> set[str]:
        pictures = settings(context).pictures
        other = self.index + (-1 if self.direction == "UP" else 1)
        if not 0 <= other < len(pictures):
            return {"CANCELLED"}
        pictures.move(self.index, other)
        return {"FINISHED"}


_CLASSES = (RODIN_PROPS_OT_add_pictures, RODIN_PROPS_OT_remove_picture, RODIN_PROPS_OT_move_picture)


def register() -> None:
    for each in _CLASSES:
        bpy.utils.register_class(each)


def unregister() -> None:
    for each in reversed(_CLASSES):
        bpy.utils.unregister_class(each)
