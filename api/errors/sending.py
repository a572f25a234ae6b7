# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors met before an answer is there: settings, pictures, addresses."""

from ...errors import Remedy, RodinError


class InvalidOptions(RodinError):
    """A setting or a combination the service refuses.

    :param field: name of the field of ``GenerationOptions`` or ``GenerationRequest``.
    :param reason: the whole sentence.
    """

    code = "INVALID_OPTIONS"
    remedy = Remedy.CHANGE_OPTIONS

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


class PictureRefused(RodinError):
    """A picture that cannot be read or that the service does not take."""

    code = "PICTURE_REFUSED"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The picture “{name}” cannot be sent: {reason}. Choose another picture.")
        self.name = name
        self.reason = reason


class MeshRefused(RodinError):
    """A mesh that cannot be sent. :param reason: the middle of a sentence."""

    code = "MESH_REFUSED"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, reason: str) -> None:
        super().__init__(f"The mesh cannot be sent: {reason}. Choose another mesh, or a lighter one.")
        self.reason = reason


class KeyUnusable(RodinError):
    """There is no key, or one that no request can carry. :param reason: the first sentence, without its full stop."""

    code = "KEY_UNUSABLE"
    remedy = Remedy.SET_KEY

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}. Copy a key from the API dashboard on hyper3d.ai into the preferences.")


class OfflineByChoice(RodinError):
    """Blender's online access is off."""

    code = "OFFLINE"
    remedy = Remedy.GO_ONLINE

    def __init__(self) -> None:
        super().__init__("Online access is switched off. Switch it on in Blender's preferences under System > Network.")


class RequestsMissing(RodinError):
    """The ``requests`` of this Python is missing or unusable."""

    code = "REQUESTS_MISSING"
    remedy = Remedy.INSTALL_REQUESTS

    def __init__(self) -> None:
        super().__init__(
            "This Blender lacks the Python module “requests”. "
            "Use an official Blender from blender.org, or install the module for Blender's Python."
        )


class UnsafeAddress(RodinError):
    """An address to which secrets must not be sent, or from which no file may be fetched.

    :param what: "service address" or "file link".
    :param reason: end of the sentence, such as "it must begin with https://".
    """

    code = "UNSAFE_ADDRESS"
    remedy = Remedy.SET_KEY

    def __init__(self, reason: str, *, what: str = "service address") -> None:
        advice = "Try again later."
        if what == "service address":
            advice = "Correct it in the preferences."
        else:
            self.remedy = Remedy.RESUME
        super().__init__(f"The {what} is not safe to use: {reason}. {advice}")
        self.reason = reason


class BadResponse(RodinError):
    """An answer that cannot be read.

    :param field: the part that is missing or wrong; "" where the answer is no JSON object at all.
    """

    code = "BAD_RESPONSE"
    remedy = Remedy.TRY_AGAIN

    def __init__(self, field: str = "") -> None:
        part = f" (“{field}” is missing or wrong)" if field else ""
        super().__init__(
            f"Rodin's answer could not be understood{part}. "
            "Try again later, and check the service address in the preferences."
        )
        self.field = field
