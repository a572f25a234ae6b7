# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong in a scene: one sentence for what happened, one for what to do."""

from collections.abc import Sequence

from ..errors import RodinError

_NAMES_SHOWN = 3


def quoted(names: Sequence[str]) -> str:
    """Return some of the names for a sentence, and how many more there are."""
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


class SceneError(RodinError):
    """Something in the scene could not be done; ``str()`` is for the artist."""

    sentence = "This could not be done in the scene."

    def __init__(self, sentence: str = "", **details: object) -> None:
        super().__init__(sentence or self.sentence.format(**details))


class CaptureError(SceneError):
    """A picture of the scene could not be taken."""

    sentence = "The picture could not be taken. Try to render the scene yourself to see why."


class NoCamera(CaptureError):
    """There is no camera to look through."""

    sentence = "The scene has no camera. Add one and place it before the subject."


class RenderBusy(CaptureError):
    """Blender renders one thing at a time."""

    sentence = "Blender is rendering already. Wait until that is done, then try again."


class NoSecondBlender(CaptureError):
    """The Blender that takes the picture cannot be started."""

    sentence = (
        "The picture needs a second Blender, which could not be started. "
        "Restart Blender, or choose Viewport as the source."
    )


class EngineMissing(CaptureError):
    """The scene's render engine is not available in the Blender that takes the picture."""

    sentence = (
        "The picture cannot be rendered with “{engine}”: its add-on does not run in a second Blender. "
        "Choose another render engine, or Viewport as the source."
    )


class ImageUnsaved(CaptureError):
    """An image with several tiles was painted on and not saved."""

    sentence = "The image “{name}” has unsaved changes in several tiles. Save it, then try again."


class LinkedMissing(CaptureError):
    """What is linked from another file cannot be read from there any more."""

    sentence = "“{name}” is linked from “{library}” and is not there any more. Reload or relocate the library."


class ScriptsRefused(CaptureError):
    """The artist let this file run its scripts, but not every file."""

    sentence = (
        "The scene needs scripts to look as it does, and a second Blender may not run them. Switch on "
        "Auto Run Python Scripts in the preferences (Save & Load), or choose Viewport as the source."
    )


class CopyDiffers(CaptureError):
    """In the copy, something does not look as the artist sees it."""

    sentence = (
        "In a copy of the scene, {names} does not look as it does here: a simulation, a script or another add-on "
        "makes it so. Convert it to a mesh, or choose Viewport as the source."
    )


class FileClosed(CaptureError):
    """Another file was opened while the picture was being taken."""

    sentence = (
        "Another file was opened before the picture was there. Nothing was sent. "
        "Go back to the first file and press again."
    )


class PictureCrashed(CaptureError):
    """The Blender that takes the picture crashed, or was killed."""

    sentence = (
        "The picture could not be taken: the second Blender crashed. "
        "Try again; if it stays, render the scene yourself to see why, or choose Viewport as the source."
    )


class PictureTooLong(CaptureError):
    """The Blender that takes the picture does not finish in time."""

    sentence = "The picture was not done after {minutes} min. Hide what it need not show, or simplify the scene."


class PictureTooBig(CaptureError):
    """The Blender that takes the picture takes more memory than it may."""

    sentence = "The picture takes more memory than this computer can spare. Hide what it need not show."


class NothingInView(CaptureError):
    """The wanted objects are not in the picture."""

    sentence = "None of the selected objects is in the camera's view. Select what the camera sees."


class NothingToShow(CaptureError):
    """There is no subject that a render would show."""

    sentence = "Nothing that renders is selected. Select the objects of the prop and make them visible in renders."


class PictureEmpty(CaptureError):
    """The picture is transparent all over."""

    sentence = (
        "The picture is empty: a render shows nothing there. "
        "Check what is visible in renders, and where the camera looks."
    )


class PictureBlack(CaptureError):
    """The picture shows something, but no light falls on it."""

    sentence = "The picture is black: no light falls on what it shows. Add a light or brighten the world."


class PictureFlat(CaptureError):
    """The picture shows nothing but one color."""

    sentence = "The picture has one color all over. Check where the camera looks, and what stands in its way."


class NotSaved(CaptureError):
    """There is a picture, but it cannot be kept."""

    sentence = "The picture could not be saved: {reason}. Make room or choose another folder."


class NoWindow(CaptureError):
    """The viewport can only be copied where there is one."""

    sentence = "There is no 3D viewport to copy. Use the camera's rendered picture instead."


class PictureUnusable(SceneError):
    """A picture that cannot be sent; ``str()`` ends a sentence about it."""


class BlockoutUnusable(SceneError):
    """An object that cannot mark a prop's place."""


class NoGeometry(BlockoutUnusable):
    """An object without extent."""

    sentence = "“{name}” has no geometry to measure. Choose a mesh that fills the prop's place."


class InstanceRefused(BlockoutUnusable):
    """A collection instance has many objects and no mesh of its own."""

    sentence = "“{name}” is an instance of a collection. Make it real, or choose a single mesh."


class BlockoutsRefused(BlockoutUnusable):
    """Some of the selected objects cannot be blockouts; the sentence names them."""


class NothingSelected(BlockoutUnusable):
    """There is no blockout at all."""

    sentence = "No blockout is selected. Select one or more meshes that mark the size and place of props."


class PropUnusable(SceneError):
    """A model that cannot become a prop."""

    sentence = "The model could not be brought into the scene: {reason}. Prepare it again."
    reason = "its file is unusable"
    """Middle of a sentence."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason or self.reason
        super().__init__(reason=self.reason)


class ModelEmpty(PropUnusable):
    """A model without a surface."""

    sentence = "The model cannot be used: {reason}. Generate it again, with other settings if need be."
    reason = "it holds no surface"


class ModelBroken(PropUnusable):
    """A model whose numbers make no sense."""

    sentence = "The model is broken: {reason}. Generate it again."
    reason = "its numbers make no sense"


class ImporterMissing(PropUnusable):
    """Blender's own glTF add-on is off or cannot run."""

    sentence = "The model cannot be imported: {reason}. Enable the add-on “glTF 2.0 format” in the preferences."
    reason = "Blender's glTF importer is not available"


class FilesGone(PropUnusable):
    """Neither the prepared file nor the model is there any more."""

    sentence = "The prop's files are gone. Resume the job to fetch the model again."
    reason = "its files are gone"


class LandingStumbled(SceneError):
    """A finished prop could not be brought into the scene, and nobody foresaw why."""

    sentence = (
        "It could not be brought into the scene: an unexpected {kind}, which the system console tells more of. "
        "Press Import Now to try again."
    )
