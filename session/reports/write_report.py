# SPDX-License-Identifier: GPL-3.0-or-later
"""A report is written: of the jobs that the gallery shows, of those that are selected there, or of the open file's."""

from __future__ import annotations

import secrets
import time
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import bpy

from ... import disk
from ...jobs.gallery.gallery import Gallery
from ...jobs.gallery.query import JobQuery, Order
from ...jobs.reports.errors import FileWithoutName, NothingToReport, PageKindUnknown, PageNotWritten
from ...jobs.reports.report import Report
from ...jobs.reports.rows_of_jobs import rows_of_jobs
from ...jobs.reports.words import Language
from ...jobs.reports.write import why_not_written, write
from .. import session
from ..gallery import current
from ..gallery.filters import Filters, Period
from ..language import html_language, translated
from ..sources import Source
from .small_pictures import small_picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ...jobs.ledger.ledger import Ledger
    from ...jobs.reports.report import ReportRow


SUFFIXES = (".html", ".htm")
"""With which a page is opened in a browser."""
_PROBE_BYTES = 100_000


class Which(StrEnum):
    """Of which jobs a report tells."""

    SHOWN = "SHOWN"
    SELECTED = "SELECTED"
    FILE = "FILE"


def write_report(path: Path, which: Which) -> Report:
    """Write the page of some jobs; return what it tells.

    :raises NothingToReport: there are no such jobs.
    :raises FileWithoutName: the open file was never saved.
    :raises RodinError: the ledger cannot be read, or the file not be written.
    """
    ledger = session.current().ledger
    rows = rows_of_jobs(ledger, _job_ids(ledger, which))
    if not rows:
        raise NothingToReport
    title, about = _words(which)
    return write_rows(path, title=title, about=about, rows=rows.values())


def write_rows(path: Path, *, title: str, rows: Iterable[ReportRow], about: Iterable[str] = ()) -> Report:
    """Write a page of any rows, with the small pictures that lie beside their pictures; return what it tells.

    :param path: of the page; what has that name is replaced.
    :param title: and ``about``, sentences on what all rows share: as they are shown.
    :raises PageNotWritten: what was there before stays.
    """
    report = Report(title=title, about=tuple(about), written_at=time.time(), rows=tuple(rows))
    write(report, path, small_picture=small_picture, language=Language(code=html_language(), said=translated))
    return report


def refuse_page(path: Path) -> None:
    """Refuse a path that no page can be written to, as far as that can be known before; nothing is left behind.

    :raises PageKindUnknown, PageNotWritten:
    """
    if path.suffix.lower() not in SUFFIXES:
        raise PageKindUnknown(path.name)
    if reason := _refusal(path):
        raise PageNotWritten(path.name, reason)


def _refusal(path: Path) -> str:
    """Return why there can be no page, as the middle of a sentence; "" if there can."""
    try:
        if not path.parent.is_dir():
            return "its folder is not there"
        if path.is_dir():
            return "a folder has this name"
        probe = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            probe.write_bytes(bytes(_PROBE_BYTES))
        finally:
            disk.discard(probe)
    except (OSError, ValueError) as error:
        return why_not_written(path, error)
    return ""


def _job_ids(ledger: Ledger, which: Which) -> Iterable[str]:
    if which is Which.SELECTED:
        return current.gallery().selected if current.is_there() else ()
    gallery = Gallery(ledger.database)
    gallery.refresh()
    if which is Which.SHOWN:
        return gallery.find(_filters().query(date.today())).ids
    if not bpy.data.filepath:
        raise FileWithoutName
    return gallery.find(JobQuery(blend_path=bpy.data.filepath, order=Order.OLDEST)).ids


def _filters() -> Filters:
    return current.gallery().filters if current.is_there() else Filters()


def _words(which: Which) -> tuple[str, tuple[str, ...]]:
    """Return the title, and what the filters let through, in Blender's language."""
    match which:
        case Which.SELECTED:
            return translated("Selected generations"), ()
        case Which.FILE:
            return translated("Generations of {name}").format(name=_file_name(bpy.data.filepath)), ()
        case Which.SHOWN:
            filters = _filters()
            if filters.are_set:
                return translated("Generations"), (_filter_words(filters),)
            return translated("All generations"), ()


def _filter_words(filters: Filters) -> str:
    said = []
    if words := filters.words.strip():
        said.append(translated("“{name}”").format(name=words))
    if filters.group is not None:
        said.append(translated(filters.group.label))
    if filters.source is not None:
        known = filters.source in set(Source)
        said.append(translated(Source(filters.source).description.label) if known else filters.source)
    if filters.file is not None:
        said.append(_file_name(filters.file) or translated("Unsaved Files"))
    if filters.day is not None:
        said.append(translated(filters.day.label) if isinstance(filters.day, Period) else filters.day.isoformat())
    return translated("Only: {words}").format(words=translated(" · ").join(said))


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
