# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a prop is not kept in the library, in words."""

from collections.abc import Sequence

from ...errors import RodinError


class LibraryNotChosen(RodinError):
    """No folder was chosen for the library."""

    code = "LIBRARY_NOT_CHOSEN"

    def __init__(self) -> None:
        super().__init__("No library is chosen. Press Choose Library, and say which folder props are kept in.")


class LibraryGone(RodinError):
    """The library's folder is not there. :param name: of the folder."""

    code = "LIBRARY_GONE"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The library's folder “{name}” is not there. Connect its drive and try again, or choose another library."
        )


class LibraryNotWritable(RodinError):
    """Nothing can be written into the library. :param name: of its folder."""

    code = "LIBRARY_NOT_WRITABLE"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The library's folder “{name}” cannot be written to. "
            "Check its permissions and try again, or choose another library."
        )


class LibraryFull(RodinError):
    """There is no room in the library. :param name: of its folder."""

    code = "LIBRARY_FULL"

    def __init__(self, name: str) -> None:
        super().__init__(f"The disk of the library “{name}” is full. Make room on it, then try again.")


class NotKept(RodinError):
    """A prop could not be written into the library. :param reason: middle of the sentence."""

    code = "NOT_KEPT"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}” could not be kept: {reason}. Try again; the prop itself is safe.")


class KeepingFailed(RodinError):
    """Some of several props could not be kept. :param sentences: why, for each."""

    code = "KEEPING_FAILED"

    def __init__(self, sentences: Sequence[str]) -> None:
        count = len(sentences)
        super().__init__(sentences[0] if count == 1 else f"Not in the library are {count} props. {sentences[0]}")
