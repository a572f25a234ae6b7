# SPDX-License-Identifier: GPL-3.0-or-later
"""What the camera of a .blend sees, as a picture file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...session.inputs import naming
from ..errors import BadArguments
from .blend_files import open_blend, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..command import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPicture:
    """A picture of a scene."""

    path: Path
    name: str
    """What the prop may be called."""


def picture_of_scene(run: Run, file: Path, *, folder: Path, objects: Sequence[str], alone: bool) -> TakenPicture:
    """Take a picture through a file's camera; another Blender renders it.

    :param folder: for the picture.
    :param objects: names of those that are shown; none for the file's own selection.
    :param alone: show these alone.
    :raises FileUnreadable, BadArguments:
    :raises CaptureError: there is no camera, or the picture cannot be taken or shows nothing.
    """
    from ...scene.capture.ordering import camera_capture

    open_blend(file)
    context = run.context
    selected = select(context, objects) if alone else ()
    if alone and not selected:
        raise BadArguments("Nothing is selected in the file. Say which objects with `--object NAME`.")
    run.progress.say("Taking the picture")
    capture = camera_capture(
        context.scene,
        view_layer=context.view_layer,
        camera=context.scene.camera,
        output_path=folder / "picture.png",
        only=selected or None,
    )
    (path,) = capture.render_blocking()
    name = naming.words_of(selected[0].name) if selected else naming.name_from_picture(Path(file))
    return TakenPicture(path=path, name=name)
