# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures of a scene are wanted, and how a temporary copy of it is set up for them. bpy, main thread.

An order knows nothing of how it is rendered: `capture` renders it here, `background_capture` in another Blender.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from . import picture_settings, temporary
from .errors import NoCamera
from .view import box_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from bpy.types import Object, Scene, ViewLayer

MARGIN = 0.06
"""Space around a subject, as a part of its longer side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPicture:
    """One picture of an order."""

    path: Path
    """Where it is wanted, as a PNG."""
    suffix: str = ""
    """What Blender adds to the name of the file that it renders."""
    label: str = ""
    """The service's word for the side that it shows, or nothing."""


class PictureOrder(Protocol):
    """What is to be taken. Holds the scene's objects: not to be kept beyond the setting up."""

    @property
    def wanted(self) -> tuple[WantedPicture, ...]:
        """The pictures, in the order in which they are sent."""
        ...

    def measure(self, scene: Scene, view_layer: ViewLayer) -> Any:
        """Find out what the pictures will show; changes nothing.

        :raises CaptureError: it would be nothing; the sentence says what is missing.
        """

    def set_up(self, copy: Scene, view_layer: ViewLayer, measured: Any, token: str, rendered: Path) -> None:
        """Make the temporary ``copy`` render the pictures at ``rendered``, each with its suffix."""

    def to_request(self) -> dict[str, Any]:
        """For another Blender that has a copy of the scene, as JSON can hold it."""
        ...

    @staticmethod
    def fields_from(values: dict[str, Any], scene: Scene, folder: Path) -> dict[str, Any]:
        """Read its fields there; the pictures come into ``folder``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraOrder:
    """One picture through a camera. With ``only``, it shows these objects alone, cropped to them."""

    camera: Object | None
    output_path: Path
    max_side_pixels: int = 2048
    only: Collection[Object] | None = None

    @property
    def wanted(self) -> tuple[WantedPicture, ...]:
        """The one picture."""
        return (WantedPicture(path=self.output_path),)

    def measure(self, scene: Scene, view_layer: ViewLayer) -> picture_settings.Frame:
        """The frame, cropped to the subject if there is one.

        :raises NoCamera: ``camera`` is None or no camera.
        :raises NothingInView: none of ``only`` is in the camera's view.
        """
        if self.camera is None or self.camera.type != "CAMERA":
            raise NoCamera
        frame = picture_settings.frame_of(scene, max_side_pixels=self.max_side_pixels)
        if self.only is None:
            return frame
        box = box_of(view_layer, self.camera, self.only, aspect=frame.width / frame.height)
        if box is None:
            return frame
        return picture_settings.cropped(frame, box, max_side_pixels=self.max_side_pixels, margin=MARGIN)

    def set_up(
        self, copy: Scene, view_layer: ViewLayer, measured: picture_settings.Frame, token: str, rendered: Path
    ) -> None:
        """Look through the camera."""
        copy.camera = self.camera
        if self.only is not None:
            show_subject(copy, view_layer, self.only, token)
        picture_settings.apply_settings(copy, measured, rendered)

    def to_request(self) -> dict[str, Any]:
        """Objects go by their names."""
        assert self.camera is not None
        return {
            "kind": "camera",
            "camera": self.camera.name,
            "name": self.output_path.name,
            "max_side_pixels": self.max_side_pixels,
            "only": None if self.only is None else [each.name for each in self.only],
        }

    @staticmethod
    def fields_from(values: dict[str, Any], scene: Scene, folder: Path) -> dict[str, Any]:
        """Find the objects by their names."""
        only = values["only"]
        return {
            "camera": next(iter(objects_named(scene, (values["camera"],))), scene.camera),
            "output_path": folder / values["name"],
            "max_side_pixels": values["max_side_pixels"],
            "only": None if only is None else objects_named(scene, only),
        }


def show_subject(copy: Scene, view_layer: ViewLayer, subject: Collection[Object], token: str) -> None:
    """Let the temporary scene show ``subject`` alone, in the light of the rest."""
    others = temporary.renderable_objects(view_layer) - set(subject)
    if copy.render.engine != "CYCLES":  # other engines would show them
        others = {each for each in others if each.type in {"LIGHT", "LIGHT_PROBE"}}
    temporary.show_only(copy, subject, others, token)


def objects_named(scene: Scene, names: Collection[str]) -> list[Object]:
    """The scene's objects with these names, as far as they are there."""
    return [each for each in scene.objects if each.name in names]
