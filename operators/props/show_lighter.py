# SPDX-License-Identifier: GPL-3.0-or-later
"""Show a lighter level or smaller textures of props: of some, or of all by their distance from the camera."""

from typing import TYPE_CHECKING, Any

import bpy
from bpy.props import BoolProperty, EnumProperty

from ...errors import RodinError
from ...session.choices import FULL_SIDE, LEVELS, TEXTURE_SIDES, Scope
from ...session.language import for_report, for_tooltip, translated
from ...session.refusals import wrong_mode
from .. import monitor
from ..refusals import OperatorBase, can_be_pressed, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Context, Object

    from ...session.levels.wishes import Wanted

_NO_PROPS = "There are no props here that were made with Rodin."
_NOTHING_CHANGES = "Nothing changes: these props are shown so already, or belong to another file."


class _LightOperator(OperatorBase):
    """What they share: Object Mode, one undo step, and a word of what happened."""

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context))

    def apply(self, context: "Context", wanted: "Wanted", said: str) -> set[str]:
        """Show what is wanted.

        :param said: the name of the undo step.
        """
        from ...session.levels import light

        if not (wanted.levels or wanted.sides):
            return refused(self, _NO_PROPS, level="INFO")
        try:
            outcome = light.wishes().apply(wanted)
        except RodinError as error:
            return refused(self, error)
        if outcome.changed:
            bpy.ops.ed.undo_push(message=translated(said))
        for sentence in light.wishes().refusals:
            self.report({"WARNING"}, for_report(sentence))
        if outcome.ordered:
            props = "1 prop" if outcome.ordered == 1 else f"{outcome.ordered} props"
            self.report({"INFO"}, for_report(f"Lighter levels of {props} are being made; go on working meanwhile."))
        if not (outcome.changed or outcome.ordered or light.wishes().refusals):
            self.report({"INFO"}, for_report(_NOTHING_CHANGES))
        light.note_change()
        monitor.wake()
        return {"FINISHED"} if outcome.changed or outcome.ordered else {"CANCELLED"}


def _scope() -> Any:
    return EnumProperty(
        name="Props",
        description="Which props",
        items=[(scope.value, scope.label, scope.help) for scope in Scope],
        default=Scope.SELECTION.value,
    )


def _props(context: "Context", scope: str) -> "list[Object]":
    from ...session.levels.scope import objects_of, props_in

    return props_in(objects_of(context, Scope(scope)))


class RODIN_PROPS_OT_show_level(_LightOperator, bpy.types.Operator):
    """Show these props with fewer faces, or in full again. The full ones stay in the file. Linked copies change \
together; levels that are not there yet are made in the background"""  # noqa: D205, D209

    bl_idname = "rodin_props.show_level"
    bl_label = "Show Level"

    level: EnumProperty(name="Level", description="How many of the faces are shown", items=LEVELS, default="FULL")
    scope: _scope()

    @classmethod
    def description(cls, context: "Context", properties: Any) -> str:
        return for_tooltip(f"{_help_of(LEVELS, properties.level)}. {cls.__doc__}")

    def execute(self, context: "Context") -> set[str]:
        from ...scene.levels.level import Level
        from ...session.levels.scope import meshes_of
        from ...session.levels.wishes import Wanted

        levels = dict.fromkeys(meshes_of(_props(context, self.scope)), Level(self.level))
        return self.apply(context, Wanted(levels=levels), f"Show Props at Level {_label_of(LEVELS, self.level)}")


class RODIN_PROPS_OT_show_texture_size(_LightOperator, bpy.types.Operator):
    """Show the textures of these props smaller, or in full again. The full ones stay in the file. What shares a \
material changes with it; sizes that are not there yet are made in the background"""  # noqa: D205, D209

    bl_idname = "rodin_props.show_texture_size"
    bl_label = "Show Texture Size"

    side: EnumProperty(name="Size", description="Longest side of the textures", items=TEXTURE_SIDES, default=FULL_SIDE)
    scope: _scope()

    @classmethod
    def description(cls, context: "Context", properties: Any) -> str:
        return for_tooltip(f"{_help_of(TEXTURE_SIDES, properties.side)}. {cls.__doc__}")

    def execute(self, context: "Context") -> set[str]:
        from ...scene.levels.pictures import FULL_SIDE as FULL
        from ...session.levels.wishes import Wanted

        meshes = _users(_props(context, self.scope))
        sides = dict.fromkeys(meshes, FULL if self.side == FULL_SIDE else int(self.side))
        return self.apply(
            context, Wanted(sides=sides, meshes=meshes), f"Show Textures of Size {_label_of(TEXTURE_SIDES, self.side)}"
        )


class RODIN_PROPS_OT_lighten_by_distance(_LightOperator, bpy.types.Operator):
    """Show each prop of this scene with as many faces and as big textures as its size in the camera's picture needs. \
Of linked copies, the nearest decides; what is beside or behind the camera counts by its distance"""  # noqa: D205, D209

    bl_idname = "rodin_props.lighten_by_distance"
    bl_label = "Lighten by Distance"

    levels: BoolProperty(name="Faces", description="Switch the levels of the meshes", default=True)
    textures: BoolProperty(name="Textures", description="Switch the sizes of the textures", default=True)

    @classmethod
    def poll(cls, context: "Context") -> bool:
        sentence = "" if context.scene.camera else "The scene has no camera. Add one and place it before the props."
        return can_be_pressed(cls, sentence) and super().poll(context)

    def execute(self, context: "Context") -> set[str]:
        from dataclasses import replace

        from ...session.levels.light_facts import plan_by_distance

        wanted = plan_by_distance(context)
        if not self.levels:
            wanted = replace(wanted, levels={})
        if not self.textures:
            wanted = replace(wanted, sides={}, meshes={})
        return self.apply(context, wanted, "Lighten Props by Distance")


class RODIN_PROPS_OT_cancel_levels(bpy.types.Operator):
    """Make no more lighter levels now. What is shown stays as it is"""

    bl_idname = "rodin_props.cancel_levels"
    bl_label = "Stop Making Levels"
    bl_options = {"INTERNAL"}

    def execute(self, context: "Context") -> set[str]:
        from ...session.levels import light

        if not light.is_making():
            return refused(self, "No levels are being made.", level="INFO")
        light.wishes().cancel()
        return {"FINISHED"}


def _users(props: "Iterable[Object]") -> dict[Any, Any]:
    """Return material -> a full mesh of a prop that shows it."""
    from ...scene.mesh_data import full_mesh_of
    from ...scene.node_trees import materials_of

    return {material: full_mesh_of(prop) for prop in props for material in materials_of([prop])}


def _label_of(items: tuple[tuple[str, str, str], ...], word: str) -> str:
    return next(label for each, label, _ in items if each == word)


def _help_of(items: tuple[tuple[str, str, str], ...], word: str) -> str:
    return next(text for each, _, text in items if each == word)


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_show_level,
        RODIN_PROPS_OT_show_texture_size,
        RODIN_PROPS_OT_lighten_by_distance,
        RODIN_PROPS_OT_cancel_levels,
    )
)
