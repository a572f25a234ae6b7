# SPDX-License-Identifier: GPL-3.0-or-later
"""Publish an asset library: its listing is written, so that a web server can serve the folder as a remote library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import StringProperty

from ...errors import RodinError
from ...session import addon
from ...session.language import for_report, translated
from .. import monitor
from ..refusals import can_be_pressed, refused

if TYPE_CHECKING:
    from bpy.types import Context, Event

_DIALOG_WIDTH = 420
_SAID = (
    "Names, descriptions, tags and previews of all assets in this folder",
    "can then be read by everybody whom your web server lets in,",
    "and so can every file in it.",
)


class RODIN_PROPS_OT_publish_library(bpy.types.Operator):
    """Let Blender's own tool write a listing into the folder of an asset library. A web server that serves the folder \
then serves a remote asset library. Nothing leaves this computer by that"""  # noqa: D205, D209

    bl_idname = "rodin_props.publish_library"
    bl_label = "Publish Library"

    library: StringProperty(
        name="Library", description="An asset library of the preferences that is a folder", options={"SKIP_SAVE"}
    )
    publisher: StringProperty(
        name="Contact",
        description="Who offers the library, for those who use it. Empty for what was written before",
        options={"SKIP_SAVE"},
    )

    @classmethod
    def poll(cls, context: Context) -> bool:
        sentence = ""
        if bpy.app.version < addon.OLDEST_TO_PUBLISH:
            sentence = "Remote asset libraries came with Blender 5.2. Open this library there to publish it."
        elif not context.preferences.filepaths.asset_libraries:
            sentence = "There is no asset library. Add one in the preferences."
        return can_be_pressed(cls, sentence)

    def invoke(self, context: Context, event: Event) -> set[str]:
        from ...session.keeping import publishing

        if not self.library:
            self.library = publishing.meant_library(context)
        return context.window_manager.invoke_props_dialog(
            self, width=_DIALOG_WIDTH, confirm_text=translated(self.bl_label)
        )

    def draw(self, context: Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        layout.prop_search(self, "library", context.preferences.filepaths, "asset_libraries", icon="ASSET_MANAGER")
        layout.prop(self, "publisher", placeholder=translated("Optional"))
        column = layout.column(align=True)
        column.scale_y = 0.8
        for number, line in enumerate(_SAID):
            column.label(text=translated(line), icon="INFO" if number == 0 else "BLANK1")

    def execute(self, context: Context) -> set[str]:
        from ...session.keeping import publishing

        if publishing.running() is not None:
            return refused(self, "A library is being published. Wait until that is done, or stop it.")
        library = self.library or publishing.meant_library(context)
        try:
            publication = publishing.begin(context, library, publisher=self.publisher)
        except RodinError as error:
            return refused(self, error)
        if not bpy.app.background:
            monitor.wake()
            return {"FINISHED"}
        publication.wait()
        publishing.stop()
        if publication.error is not None:
            return refused(self, publication.error)
        self.report({"INFO"}, for_report(publishing.done_sentence(publication)))
        return {"FINISHED"}


class RODIN_PROPS_OT_stop_publishing(bpy.types.Operator):
    """Stop writing the listing. The one that was there before stays"""

    bl_idname = "rodin_props.stop_publishing"
    bl_label = "Stop Publishing"
    bl_options = {"INTERNAL"}

    def execute(self, context: Context) -> set[str]:
        if (publishing := _publishing()) is None or publishing.running() is None:
            self.report({"INFO"}, for_report("No library is being published."))
        _stop()
        return {"FINISHED"}


def _publishing() -> Any:
    """Return the module that publishes, if anything has used it."""
    return sys.modules.get(f"{addon.BASE_PACKAGE}.session.keeping.publishing")


def _stop() -> None:
    """End what is being published, if anything ever was."""
    if (publishing := _publishing()) is not None:
        publishing.stop()


_register, _unregister = bpy.utils.register_classes_factory(
    (RODIN_PROPS_OT_publish_library, RODIN_PROPS_OT_stop_publishing)
)
register = _register


def unregister() -> None:
    _stop()
    _unregister()
