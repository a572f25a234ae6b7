# SPDX-License-Identifier: GPL-3.0-or-later
"""Why there is no report, in words."""

from ...errors import Remedy, RodinError


class NothingToReport(RodinError):
    """No generation is among those that a report is to tell of."""

    code = "NOTHING_TO_REPORT"

    def __init__(self) -> None:
        super().__init__("There is no such generation to report. Choose others, or clear the gallery's filters.")


class FileWithoutName(RodinError):
    """The open file was never saved, so nothing tells its generations from those of other such files."""

    code = "FILE_WITHOUT_NAME"

    def __init__(self) -> None:
        super().__init__("This file has no name yet, by which its generations are known. Save it, then try again.")


class PageKindUnknown(RodinError):
    """A page cannot have such a name. :param name: of the file."""

    code = "KIND_UNKNOWN"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” cannot be the name of a report. Let its name end with .html or .htm.")


class PageNotWritten(RodinError):
    """A page could not be written; what had its name before stays.

    :param name: of the file.
    :param reason: middle of the sentence.
    """

    code = "NOT_WRITTEN"
    remedy = Remedy.CHANGE_INPUT

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The report “{name}” could not be written: {reason}. Write it somewhere else, or try again.")
        self.reason = reason
