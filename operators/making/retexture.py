# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures for the selected meshes, from one picture. It pays for each mesh."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, StringProperty

from ...api.options.fields import TextureFields
from ...session import addon
from ...session.language import translated
from ...session.refusals import wrong_mode
from ...session.sources import Source
from ..option_properties import option_properties, read_options
from ..refusals import can_be_pressed, refused
from .generate_operator import GenerateOperator
from .one_picture import OnePicture, draw_sentences, image_property, picture_property

if TYPE_CHECKING:
    from bpy.types import Context, Event

    from ...api.options.prices import ListPrice
    from ...api.options.texture_options import TextureOptions
    from ...session.picture_list import PictureInput

_SHOWN_OPTIONS = ("material", "resolution", "reference_scale", "escore", "texture_delight")
_DIALOG_WIDTH = 420


class RODIN_PROPS_OT_retexture(OnePicture, GenerateOperator, bpy.types.Operator):
    """Have Rodin make new textures for every selected mesh from one picture, and words; Rodin charges for each. The \
meshes are sent, and stay as they are: the new look is a material beside the old ones"""  # noqa: D205, D209

    bl_idname = "rodin_props.retexture"
    bl_label = "New Textures"

    picture: picture_property(
        "What shows the new look",
        FILE="",
        PANEL="",
        IMAGE="",
        CLIPBOARD="",
        VIEWPORT="What the 3D viewport shows now: the own look, which the words then change",
    )
    image: image_property()
    prompt: StringProperty(name="Words", description="What the new look is like, in words", options={"SKIP_SAVE"})
    reduce: BoolProperty(
        name="Send Fewer Triangles",
        description="Send meshes that are too big with fewer triangles. Your meshes stay as they are",
        default=False,
        options={"SKIP_SAVE"},
    )

    @classmethod
    def priced(cls, context: "Context") -> "ListPrice":
        from ...api.options.texture_options import TextureOptions

        return TextureOptions().list_price

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context)) and super().poll(context)

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...scene.background.run import get_ready
        from ...session.inputs import new_textures
        from ...session.picture_list import pictures_of

        if sentence := new_textures.refusal_sentence(context):
            return refused(self, sentence)
        get_ready()
        if not self.properties.is_property_set("picture") and not self.filepath:
            self.picture = "PANEL" if pictures_of(addon.settings(context)) else "FILE"
        count = len(new_textures.selected_meshes(context))
        price = new_textures.price(context, self._options(), count)
        self._said = [new_textures.size_sentence(name, size) for name, size in new_textures.big_meshes(context).items()]
        return context.window_manager.invoke_props_dialog(
            self, width=_DIALOG_WIDTH, confirm_text=translated(f"{self.bl_label} {price}")
        )

    def draw(self, context: "Context") -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        self.draw_picture(context, layout)
        layout.prop(self, "prompt", placeholder=translated("Optional"))
        for name in _SHOWN_OPTIONS:
            layout.prop(self, name)
        said = getattr(self, "_said", [])
        draw_sentences(layout, said[:3], width_units=_DIALOG_WIDTH)
        if said:
            layout.prop(self, "reduce")

    def execute(self, context: "Context") -> set[str]:
        from ...session.inputs import new_textures

        if sentence := wrong_mode(context):
            return refused(self, sentence)
        if missing := new_textures.missing(context):
            return refused(self, missing.sentence)
        if not self.reduce and (sentence := new_textures.too_big_sentence(context)):
            return refused(self, sentence)
        if self.picture == "CLIPBOARD" and not self.filepath:
            return self._from_clipboard(context)
        return self._begin(context, self.chosen_picture(context))

    def _begin(self, context: "Context", picture: "PictureInput | None") -> set[str]:
        from ...session.inputs import new_textures
        from ...session.making import places
        from .begun import textures_sentence

        source = Source.VIEWPORT if self.picture == "VIEWPORT" and not self.filepath else Source.PICTURE
        if picture is None and source is Source.PICTURE:
            return refused(self, new_textures.NO_PICTURE)
        batch = new_textures.inputs_for(
            context,
            source=source,
            picture=picture,
            prompt=self.prompt,
            options=self._options(),
            reduce=self.reduce,
        )
        return self.begin(context, batch, place=places.mark_meshes, said=textures_sentence(batch))

    def _options(self) -> "TextureOptions":
        from ...api.options.texture_options import TextureOptions

        return read_options(self, TextureOptions)

    def _from_clipboard(self, context: "Context") -> set[str]:
        from ...scene.images import clipboard
        from ...session.picture_list import BlenderImage

        if not clipboard.can_read_pictures():
            return refused(self, clipboard.ClipboardUnreachable())
        try:
            image = clipboard.paste_image(context)
        except clipboard.ClipboardUnusable as error:
            return refused(self, error)
        try:
            return self._begin(context, BlenderImage(image.name))
        finally:
            bpy.data.images.remove(image)


RODIN_PROPS_OT_retexture.__annotations__ |= option_properties(TextureFields)

register, unregister = bpy.utils.register_classes_factory((RODIN_PROPS_OT_retexture,))
