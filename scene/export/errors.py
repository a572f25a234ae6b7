# SPDX-License-Identifier: GPL-3.0-or-later
"""What can keep a mesh from being exported: one sentence for what happened, one for what to do."""

from ..errors import SceneError


class ExportError(SceneError):
    """Meshes could not be exported; nothing was sent and nothing is paid."""

    sentence = "The mesh could not be exported. Try to export it as glTF yourself to see why."


class MeshesRefused(ExportError):
    """Some of the meshes cannot be sent; the sentence names them."""


class NoMeshSelected(MeshesRefused):
    """There is nothing to be sent."""

    sentence = "No mesh is selected. Select one or more meshes."


class NoBlenderToExport(ExportError):
    """The Blender that exports cannot be started."""

    sentence = "Exporting the mesh needs a second Blender, which could not be started. Restart Blender, then try again."


class ExportBusy(ExportError):
    """Blender renders or bakes, and reads the scene meanwhile."""

    sentence = "Blender is rendering. Wait until that is done, then try again."


class CopyNotWritten(ExportError):
    """The copy for the other Blender cannot be written."""

    sentence = "The mesh could not be written to a temporary folder: {reason}. Make room, then try again."


class ExportCrashed(ExportError):
    """The Blender that exports crashed, or was killed."""

    sentence = (
        "The mesh could not be exported: the second Blender crashed. "
        "Try again; if it stays, apply the mesh's modifiers, or look at what they need."
    )


class ExportTooLong(ExportError):
    """The Blender that exports does not finish in time."""

    sentence = "The mesh was not exported after {minutes} min. Apply its modifiers, or give it fewer faces."


class ExportTooBig(ExportError):
    """The Blender that exports takes more memory than it may."""

    sentence = "Exporting the mesh takes more memory than this computer can spare. Give it fewer faces."
