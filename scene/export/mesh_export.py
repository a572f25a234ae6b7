# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender export meshes, all of one press in one. Main thread only; changes nothing in the file.

When the button is pressed, only a copy of the objects is written, with what their modifiers need; after that the artist
may change the scene. What comes is in the jobs' folders: see `orders` and `original`.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...errors import reason_of
from ..background.run import BackgroundRun, Ending, NotStarted, get_ready
from ..background.task import BackgroundTask
from ..mesh_data import full_mesh_of, mesh_of
from ..places.blockouts import listed
from ..temporary_folder import new_folder
from ..transfer import simulations
from .errors import (
    CopyNotWritten,
    ExportBusy,
    ExportCrashed,
    ExportError,
    ExportTooBig,
    ExportTooLong,
    MeshesRefused,
    NoBlenderToExport,
)
from .orders import ExportRequest, MeshOrder, read_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Object, ViewLayer

    from .orders import ExportedMesh

log = logging.getLogger(__name__)

EXPORT_SCRIPT = Path(__file__).parent / "export_script.py"
_BASE_SECONDS = 240.0
_SECONDS_PER_MEGABYTE = 10.0
_LONGEST_SECONDS = 3600.0
_RENDERING = ("RENDER", "OBJECT_BAKE")
"""Jobs of Blender's that read the scene in another thread."""


class MeshExport(BackgroundTask):
    """Meshes on their way into the folders of jobs, which stay. `poll` until it is done, then `cleanup`.

    :param meshes: the objects, each with the folder of its job. They can be sent (`candidates.refusal`).
    :param largest_bytes: of a file for the service.
    :param reduce: a mesh that is bigger is sent with fewer triangles; otherwise it is refused.
    :param for_textures: the meshes get new textures, and need a UV map for them.
    :raises ExportError: the copy cannot be written, or no background Blender can be started.
    """

    def __init__(
        self,
        view_layer: ViewLayer,
        meshes: Sequence[tuple[Object, Path]],
        *,
        largest_bytes: int,
        reduce: bool = False,
        for_textures: bool = True,
    ) -> None:
        if any(map(bpy.app.is_job_running, _RENDERING)):
            raise ExportBusy
        super().__init__()
        self.error: ExportError | None = None
        """Why the meshes cannot be sent, once it is done; None if they can."""
        self.exported: tuple[ExportedMesh, ...] = ()
        """What became of the meshes, in their order."""
        self.holding_seconds = 0.0
        """How long writing the copy held this Blender."""
        self._names = [target.name for target, _ in meshes]
        try:
            self._start(view_layer, meshes, largest_bytes, reduce=reduce, for_textures=for_textures)
        except BaseException:
            self.cleanup()
            raise

    def _start(
        self,
        view_layer: ViewLayer,
        meshes: Sequence[tuple[Object, Path]],
        largest_bytes: int,
        *,
        reduce: bool,
        for_textures: bool,
    ) -> None:
        get_ready()  # it starts while the copy is written
        began = time.monotonic()
        scene: Any = view_layer.id_data
        try:
            folder = self._folder = new_folder()
            copy = folder / "meshes.blend"
            view_layer.update()
            orders = tuple(
                _ordered(each, view_layer, folder, reduce=reduce, for_textures=for_textures) for each in meshes
            )
            bpy.data.libraries.write(str(copy), {target for target, _ in meshes}, path_remap="ABSOLUTE", compress=False)
            self._seconds = min(_LONGEST_SECONDS, _BASE_SECONDS + _SECONDS_PER_MEGABYTE * copy.stat().st_size / 1e6)
            self._request = ExportRequest(
                file=copy,
                orders=orders,
                folder=folder,
                frame=scene.frame_current,
                subframe=scene.frame_subframe,
                largest_bytes=largest_bytes,
                seconds=self._seconds,
            )
            self.holding_seconds = time.monotonic() - began
            self._run = BackgroundRun(EXPORT_SCRIPT, self._request)
        except (OSError, RuntimeError) as error:
            log.warning("The copy for the export could not be written: %s", error)
            raise CopyNotWritten(reason=reason_of(error)) from error
        except NotStarted as error:
            raise NoBlenderToExport from error

    def _conclude(self, run: BackgroundRun, ending: Ending) -> None:
        self.exported = tuple(read_answers(self._request.answer_path))
        if len(self.exported) < len(self._names):
            self.error = self._failure(ending)
            run.log_failure(str(self.error))
        elif refused := [
            f"{listed([name])} {each.refusal}"
            for name, each in zip(self._names, self.exported, strict=True)
            if each.refusal
        ]:
            self.error = MeshesRefused(f"{'; '.join(refused)}. Nothing was sent, and nothing is paid.")

    def _failure(self, ending: Ending) -> ExportError:
        match ending:
            case Ending.TOO_LONG:
                return ExportTooLong(minutes=max(1, round(self._seconds / 60)))
            case Ending.TOO_BIG:
                return ExportTooBig()
            case Ending.CRASHED:
                return ExportCrashed()
            case Ending.BY_ITSELF:
                return ExportError()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was done to the meshes, in sentences."""
        return tuple(
            f"“{name}” is sent with {each.triangles:,} of its {each.full_triangles:,} triangles."
            for name, each in zip(self._names, self.exported, strict=False)
            if each.triangles < each.full_triangles
        )


def _ordered(
    mesh: tuple[Object, Path], view_layer: ViewLayer, folder: Path, *, reduce: bool, for_textures: bool
) -> MeshOrder:
    """Return the order for a mesh and the folder of its job. :param folder: of the copy."""
    target, job_folder = mesh
    return MeshOrder(
        object_name=target.name,
        folder=job_folder,
        matrix=tuple(value for row in target.matrix_world for value in row),
        shape_file=_shape_file(target, view_layer, folder),
        reduce=reduce,
        for_textures=for_textures,
    )


def _shape_file(target: Object, view_layer: ViewLayer, folder: Path) -> str:
    if not target.visible_get(view_layer=view_layer):  # Blender does not evaluate what is hidden
        return ""
    if full_mesh_of(target) != mesh_of(target):  # what is sent is not the level whose points were moved
        return ""
    evaluated = target.evaluated_get(view_layer.depsgraph)
    return simulations.write_shape(target, evaluated, folder)
