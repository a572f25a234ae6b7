# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for what the gallery shows, in Blender's language but for what the artist named. Cheap: for drawing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

import bpy

from ...jobs.gallery.costs import credit_words
from ...session.gallery.filters import Period
from ...session.language import translated
from ...session.sources import Source
from ..status import STATE_ICONS

if TYPE_CHECKING:
    from ...jobs.gallery.costs import Sum
    from ...jobs.job import Job


def state_icon(job: Job) -> str:
    """Return the icon of a state; that of time for all that go on."""
    return STATE_ICONS.get(job.state, "SORTTIME")


def sum_words(sum_: Sum, *, selected: bool) -> str:
    """Return how many and what they cost, in English: “12 selected, 6 credits”."""
    cost = credit_words(sum_.cost)
    count = f"{sum_.jobs:,} selected" if selected else f"{sum_.jobs:,} found"
    return f"{count}, {cost}" if cost else count


def source_words(source: str) -> str:
    """Return the name of a source; the word itself for one of another version."""
    if source in set(Source):
        return translated(Source(source).description.label)
    return source.replace("_", " ").title() or translated("Added by Id")


def file_words(path: str) -> str:
    """Return how a .blend is called: its name, “This File”, “Unsaved Files”."""
    if not path:
        return translated("Unsaved Files")
    name = path.replace("\\", "/").rpartition("/")[2] or PurePath(path).name
    name = name.encode("utf-8", "replace").decode("utf-8")  # on Linux, a name may hold bytes that are no text
    return translated("This File ({name})").format(name=name) if path == bpy.data.filepath else name


def day_words(day: Period | date, today: date) -> str:
    """Return how a day is called: “Today”, “Yesterday”, “Friday, 27 Nov”, “27 Nov 2025”."""
    if isinstance(day, Period):
        return translated(day.label)
    if day in (today, today - timedelta(days=1)):
        return translated("Today" if day == today else "Yesterday")
    name = f"{day.day} {_MONTHS[day.month - 1]}"
    if timedelta(0) < today - day < timedelta(days=7):
        return translated(f"{_DAYS[day.weekday()]}, {name}")
    return translated(name if day.year == today.year else f"{name} {day.year}")


# As `strftime` would say it, whatever language the system speaks.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
