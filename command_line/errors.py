# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with what was typed. Nothing was sent then."""

from ..errors import RodinError


class BadArguments(RodinError):
    """A word or an option cannot be used; ``str()`` says which, and what helps."""

    code = "BAD_ARGUMENTS"


class NoSuchJob(BadArguments):
    """No job is meant, or more than one. :param text: what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__(f"There is no job “{text}”. `jobs` lists them with their ids.")


class FileUnreadable(RodinError):
    """A file that was named cannot be opened. :param name: of the file. :param reason: middle of the sentence."""

    code = "NOT_WRITTEN"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}” cannot be opened: {reason}. Check its name and its permissions.")
