# SPDX-License-Identifier: GPL-3.0-or-later
"""A report becomes a file, whole or not at all."""

import secrets
from pathlib import Path

from ... import disk
from ..files import is_full
from .errors import PageNotWritten
from .page import page
from .pictures import SmallPicture
from .report import Report
from .words import ENGLISH, Language


def write(report: Report, path: Path, *, small_picture: SmallPicture, language: Language = ENGLISH) -> None:
    """Write a report as one HTML file, in place of whatever has that name.

    Pictures are read as they are written, a row at a time. A thousand rows take about ten seconds.

    :param small_picture: what shows a picture file whose own bytes are too many.
    :raises PageNotWritten: what was there before stays.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")  # short: the page's own name may be as long as names may be
    try:
        try:
            with part.open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(page(report, small_picture=small_picture, language=language))
            disk.replace(part, path)
        except BaseException:
            disk.discard(part)
            raise
    except OSError as error:
        raise PageNotWritten(path.name, why_not_written(path, error)) from error


def why_not_written(path: Path, error: OSError | ValueError) -> str:
    """Return why a page could not be written, as the middle of a sentence.

    :param error: that came of trying.
    """
    if isinstance(error, ValueError):
        return "its name is impossible"
    if is_full(error):
        return "its disk is full"
    if not path.parent.is_dir():
        return "its folder is not there"
    return error.strerror or "its folder refuses it"
