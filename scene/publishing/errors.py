# SPDX-License-Identifier: GPL-3.0-or-later
"""What can keep a library from being published: one sentence for what happened, one for what to do."""

from enum import StrEnum

from ..errors import SceneError


class PublishError(SceneError):
    """The listing was not written; the one that was there is there still."""

    sentence = "The library could not be published. The system console tells more; then try again."


class LibraryFolderGone(PublishError):
    """There is no such folder."""

    sentence = "The folder of “{library}” is not there. Connect its drive, or correct its path in the preferences."


class NoBlenderToPublish(PublishError):
    """The Blender that publishes cannot be started."""

    sentence = "Publishing needs a second Blender, which could not be started. Restart Blender, then try again."


class PublishTooLong(PublishError):
    """The Blender that publishes does not finish in time."""

    sentence = "The listing was not done after {minutes} min. Publish a smaller folder."


class PublishTooBig(PublishError):
    """The Blender that publishes takes more memory than it may."""

    sentence = "“{file}” takes more memory than this computer can spare. Take it out of the library, then try again."


class PublishCrashed(PublishError):
    """The Blender that publishes crashed, or was killed."""

    sentence = (
        "The second Blender crashed over “{file}”. Try again; if it stays, open that file and save it, "
        "or take it out of the library."
    )


class PublishNotWritten(PublishError):
    """The disk refused the listing."""

    sentence = "The listing could not be written: {detail}. Make room, or see that you may write there, then try again."


class ToolMissing(PublishError):
    """Something that Blender's own tool needs is not installed."""

    sentence = "Blender's own tool cannot make the listing here: {detail} is missing. Use the build from blender.org."


class ToolUnknown(PublishError):
    """Blender's own tool is not what it was in 5.2."""

    sentence = (
        "This Blender makes listings in a way that this version of Rodin Props does not know. Update Rodin Props."
    )


class ListingUnreadable(PublishError):
    """The file that a person may edit cannot be read."""

    sentence = "“{detail}” in the library's folder cannot be read. Correct or remove it, then publish again."


class FileUnreadable(PublishError):
    """One of the library's files is no .blend, or a broken one."""

    sentence = "“{file}” cannot be read. Save it again or take it out of the library, then publish again."


class Trouble(StrEnum):
    """Why the other Blender did not write the listing."""

    NONE = "NONE"
    TOOL_MISSING = "TOOL_MISSING"
    TOOL_UNKNOWN = "TOOL_UNKNOWN"
    LISTING_UNREADABLE = "LISTING_UNREADABLE"
    FILE_UNREADABLE = "FILE_UNREADABLE"
    NOT_WRITTEN = "NOT_WRITTEN"

    @property
    def error_class(self) -> type[PublishError]:
        """The error that the artist reads."""
        return _ERRORS[self]


_ERRORS = {
    Trouble.NONE: PublishError,
    Trouble.TOOL_MISSING: ToolMissing,
    Trouble.TOOL_UNKNOWN: ToolUnknown,
    Trouble.LISTING_UNREADABLE: ListingUnreadable,
    Trouble.FILE_UNREADABLE: FileUnreadable,
    Trouble.NOT_WRITTEN: PublishNotWritten,
}
