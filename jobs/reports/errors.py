# SPDX-License-Identifier: GPL-3.0-or-later
"""Why there is no report, in words."""

from ...errors import RodinError


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
