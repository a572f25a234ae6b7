# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a look does not land on a mesh. Nothing is lost: the job stays ready."""

from ..errors import SceneError


class LookDoesNotFit(SceneError):
    """The mesh is not as it was when it was sent."""

    sentence = (
        "“{name}” was edited since its new textures were ordered, and they do not fit it any more. "
        "Undo that, or select a copy of the mesh as it was, then press Import Now."
    )


class UvMapsFull(LookDoesNotFit):
    """The look needs a further UV map."""

    sentence = "“{name}” has no room for another UV map. Remove one of its UV maps, then press Import Now."


class MeshGone(LookDoesNotFit):
    """No object waits for the look, and none is selected that it could be for."""

    sentence = (
        "The mesh that “{name}” was made for is not in this file. "
        "Select a copy of it, or open the file that has it, then press Import Now."
    )
