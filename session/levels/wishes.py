# SPDX-License-Identifier: GPL-3.0-or-later
"""Props are shown lighter: at once where the levels are there, and when they have been made elsewhere.

Main thread only. What is made lands when the artist's hands are still, as one undo step for all that has come.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import bpy

from ...scene.levels import pictures, show
from ...scene.levels.level import Level
from ..landing.busy import busy_sentence
from ..language import translated
from . import bring, sources
from .mesh_orders import MeshOrders

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpy.types import Context, Material, Mesh

_TOGETHER_SECONDS = 60.0
"""What is made lands when all is there, or after so long: each landing is a step that an undo goes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be shown."""

    levels: Mapping[Mesh, Level] = field(default_factory=dict)
    """By full mesh."""
    sides: Mapping[Material, int] = field(default_factory=dict)
    """Material -> longest side of its pictures, or `pictures.FULL_SIDE`."""
    meshes: Mapping[Material, Mesh] = field(default_factory=dict)
    """Material -> a full mesh that uses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it."""

    changed: int
    """Objects and materials that show something else than before."""
    ordered: int
    """Meshes whose levels or pictures are being made."""


@dataclass(slots=True)
class Wishes:
    """What was wanted of meshes and materials, by their uids, and is not there yet."""

    orders: MeshOrders = field(default_factory=MeshOrders)
    refusals: list[str] = field(default_factory=list)
    """Sentences: what could not be had since the last press."""
    waiting_sentence: str = ""
    """Why what has been made is not shown yet."""
    _levels: dict[int, Level] = field(default_factory=dict)
    _sides: dict[int, int] = field(default_factory=dict)
    _mesh_of_material: dict[int, int] = field(default_factory=dict)
    _done: set[int] = field(default_factory=set)
    """Meshes whose levels have been made and are not shown yet."""
    _done_since: float = 0.0

    @property
    def is_working(self) -> bool:
        """Say whether something is under way, or waits to be shown."""
        return bool(self.orders.under_way or self._done)

    def apply(self, wanted: Wanted) -> Outcome:
        """Show what is there, and order the rest. Pushes no undo step. In background mode, wait for the rest."""
        self.refusals.clear()
        self._forget(wanted)
        changed, lacking = self._show(wanted)
        for full, is_edited in lacking.items():
            self.orders.add(sources.order_of(full, is_edited=is_edited))
        for uid in self.orders.under_way.keys() - (self._levels.keys() | self._mesh_of_material.values()):
            self.orders.drop(uid)
        while bpy.app.background and (under_way := set(self.orders.under_way)):
            self.orders.wait()
            changed += self._show_done(under_way)
        return Outcome(changed=changed, ordered=len(self.orders.under_way))

    def _show(self, wanted: Wanted) -> tuple[int, dict[Mesh, bool]]:
        """Show what is there or in files, and note what is lacking.

        :returns: how much changed; and mesh -> whether it was edited, for those that lack something.
        """
        levels, small = show.show(wanted.levels), pictures.show_sizes(wanted.sides)
        changed = levels.changed + small.changed
        if not (levels.missing or small.missing):
            return changed, {}
        edited = bring.bring_levels(levels.missing, self.orders.files)
        bring.bring_pictures(wanted.sides, wanted.meshes, small.missing, self.orders.files)
        levels, small = show.show(levels.missing), pictures.show_sizes(wanted.sides)
        lacking = {mesh: mesh in edited for mesh in levels.missing if mesh.is_editable}
        self._levels |= {_uid(mesh): level for mesh, level in levels.missing.items() if mesh in lacking}
        for material, mesh in wanted.meshes.items():
            if mesh.is_editable and not small.missing.isdisjoint(pictures.full_pictures(material).values()):
                self._sides[_uid(material)], self._mesh_of_material[_uid(material)] = wanted.sides[material], _uid(mesh)
                lacking.setdefault(mesh, mesh in edited)
        return changed + levels.changed + small.changed, lacking

    def advance(self, context: Context) -> bool:
        """Look after what is under way; return whether panels have to say something else."""
        before = set(self.orders.under_way)
        changed = self.orders.poll()
        finished = before - set(self.orders.under_way)
        if finished and not self._done:
            self._done_since = time.monotonic()
        self._done |= finished
        self.waiting_sentence = ""
        is_time = not self.orders.under_way or time.monotonic() - self._done_since > _TOGETHER_SECONDS
        if self._done and is_time:
            self.waiting_sentence = busy_sentence(context)
        if self._done and is_time and not self.waiting_sentence:
            done, self._done = self._done, set()
            if self._show_done(done):
                bpy.ops.ed.undo_push(message=translated("Show Lighter Props"))
            changed = True
        return changed

    def _show_done(self, uids: set[int]) -> int:
        """Show what has been made for these meshes, and say what could not be made."""
        meshes = {_uid(mesh): mesh for mesh in bpy.data.meshes if _uid(mesh) in uids}
        of_material = {uid: mesh for uid, mesh in self._mesh_of_material.items() if mesh in meshes}
        materials: dict[int, Any] = {_uid(each): each for each in bpy.data.materials if _uid(each) in of_material}
        for uid in meshes.keys() & self.orders.errors.keys():
            self.refusals.append(f"No lighter levels of “{meshes[uid].name}” could be made: {self.orders.errors[uid]}.")
        wanted = Wanted(
            levels={meshes[uid]: self._levels[uid] for uid in meshes if uid in self._levels},
            sides={material: self._sides[uid] for uid, material in materials.items()},
            meshes={material: meshes[of_material[uid]] for uid, material in materials.items()},
        )
        self._forget(wanted)
        changed, lacking = self._show(wanted)
        for mesh, is_edited in lacking.items():
            if (
                is_edited and _uid(mesh) not in self.orders.from_meshes
            ):  # its file does not fit: it is made of the mesh itself
                self.orders.add(sources.order_of(mesh, is_edited=True))
            else:
                self._forget_mesh(_uid(mesh))
                if is_edited:
                    self.refusals.append(f"“{mesh.name}” was edited meanwhile. Show it lighter once more.")
        return changed

    def _forget_mesh(self, uid: int) -> None:
        self._levels.pop(uid, None)
        for material_uid in [each for each, mesh_uid in self._mesh_of_material.items() if mesh_uid == uid]:
            del self._mesh_of_material[material_uid]
            self._sides.pop(material_uid, None)

    def _forget(self, wanted: Wanted) -> None:
        """Forget what was wanted of these before: this counts now."""
        for mesh in wanted.levels:
            self._levels.pop(_uid(mesh), None)
        for material in wanted.sides:
            self._sides.pop(_uid(material), None)
            self._mesh_of_material.pop(_uid(material), None)

    def cancel(self) -> None:
        """Order nothing any more; what is shown stays as it is."""
        self._levels.clear()
        self._sides.clear()
        self._mesh_of_material.clear()
        self._done.clear()
        for uid in tuple(self.orders.under_way):
            self.orders.drop(uid)

    def close(self) -> None:
        """Drop everything: another file is opened, or Blender closes."""
        self.cancel()
        self.refusals.clear()
        self.orders.close()


def _uid(data_block: Any) -> int:
    return int(data_block.session_uid)
