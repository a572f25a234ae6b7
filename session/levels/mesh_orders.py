# SPDX-License-Identifier: GPL-3.0-or-later
"""Lighter levels that a background Blender makes for this session, one mesh after another. Main thread only.

Nothing of it outlives the open file: what is ordered is asked for again by showing it again.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import bpy

from ...errors import reason_of
from ...scene.background.run import NotStarted
from ...scene.levels.ordering import LevelsOrder
from ...scene.levels.source_file import write_source
from ...scene.temporary_folder import new_folder

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Mesh

log = logging.getLogger(__name__)

_NO_BLENDER = "no background Blender can be started"
_GONE = "it is not in the file any more"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedMesh:
    """A full mesh that is to get levels."""

    uid: int
    """Its `session_uid`: undo makes all data-blocks anew."""
    name: str
    prepared: Path | None = None
    """The file that it came from as it is; None to write the mesh."""
    output: Path | None = None
    """Where the levels are kept; None for this session alone."""


@dataclass(slots=True)
class MeshOrders:
    """What is ordered, and the files that came of it."""

    files: dict[int, Path] = field(default_factory=dict)
    """Uid of a full mesh -> the file with its levels."""
    errors: dict[int, str] = field(default_factory=dict)
    """Uid of a full mesh -> why it gets none, the end of a sentence."""
    from_meshes: set[int] = field(default_factory=set)
    """Uids of the meshes whose levels were made of themselves as they were then."""
    _waiting: list[OrderedMesh] = field(default_factory=list)
    _running: tuple[OrderedMesh, Any, Path] | None = None
    """The mesh, its order, and the file that is written."""
    _folders: list[Path] = field(default_factory=list)

    def add(self, ordered: OrderedMesh) -> None:
        """Have levels made, unless they are being made already."""
        if ordered.uid not in self.under_way:
            self.files.pop(ordered.uid, None)
            self.errors.pop(ordered.uid, None)
            self.from_meshes.discard(ordered.uid)
            self._waiting.append(ordered)

    @property
    def under_way(self) -> dict[int, str]:
        """Uid and name of the meshes that wait or are being worked on, in their order."""
        running = [self._running[0]] if self._running is not None else []
        return {each.uid: each.name for each in (*running, *self._waiting)}

    def drop(self, uid: int) -> None:
        """Do not make levels for a mesh any more."""
        self._waiting = [each for each in self._waiting if each.uid != uid]
        if self._running is not None and self._running[0].uid == uid:
            self._running[1].close()
            self._running = None

    def poll(self) -> bool:
        """Check how far it is, and begin with the next mesh; return whether one is done that was not."""
        is_done = self._running is not None and self._running[1].poll()
        if is_done:
            self._conclude()
        if self._running is None and self._waiting:
            self._begin(self._waiting.pop(0))
        return is_done

    def wait(self) -> None:
        """Wait until nothing is under way."""
        while self._running is not None or self._waiting:
            if self._running is not None:
                self._running[1].wait()
            self.poll()

    def close(self) -> None:
        """End what is under way, and remove all files of this session."""
        if self._running is not None:
            self._running[1].close()
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
        self.__init__()

    def _begin(self, ordered: OrderedMesh) -> None:
        if ordered.output is not None and ordered.output.is_file():  # another part of the same job was before it
            self.files[ordered.uid] = ordered.output
            return
        try:
            folder = new_folder()
            self._folders.append(folder)
            source = ordered.prepared or _written(ordered, folder)
            if source is None:
                self.errors[ordered.uid] = _GONE
                return
            output = ordered.output or folder / "levels.blend"
            self._running = ordered, LevelsOrder(source, output, folder), output
        except NotStarted:
            self.errors[ordered.uid] = _NO_BLENDER
        except (OSError, RuntimeError) as error:
            log.warning("Levels of %s cannot be ordered: %s", ordered.name, error)
            self.errors[ordered.uid] = reason_of(error)

    def _conclude(self) -> None:
        assert self._running is not None
        ordered, order, output = self._running
        self._running = None
        order.close()
        if order.made.error:
            self.errors[ordered.uid] = order.made.error
        else:
            self.files[ordered.uid] = output
        if ordered.prepared is None:
            self.from_meshes.add(ordered.uid)


def _written(ordered: OrderedMesh, folder: Path) -> Path | None:
    """Write a mesh as it is; return None if it is gone."""
    full = mesh_by_uid(ordered.uid)
    if full is None:
        return None
    path = folder / "full.blend"
    write_source(full, path)
    return path


def mesh_by_uid(uid: int) -> Mesh | None:
    """Return the mesh of this session that has a uid; None if it is gone."""
    meshes: Any = bpy.data.meshes
    return next((mesh for mesh in meshes if mesh.session_uid == uid), None)
