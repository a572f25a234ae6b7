# SPDX-License-Identifier: GPL-3.0-or-later
"""The older jobs, a page at a time, and the search among all jobs. Read at a look, and only while they are shown."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..jobs.job import Job
    from ..jobs.ledger.job_reader import JobReader
    from .known_jobs import KnownJobs

PAGE_SIZE = 20
_SHOWN_SECONDS = 10.0
"""A page that was not drawn for so long may be folded; when it is drawn again, it is looked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown at once."""

    jobs: tuple[Job, ...] = ()
    """Newest first."""
    number: int = 0
    """From 0."""
    count: int = 0
    """Of the jobs on all pages."""
    searched: str = ""
    """What was searched for; "" for all older jobs."""

    @property
    def first(self) -> int:
        """Number of the page's first job among all, from 1."""
        return self.number * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """Number of the page's last job among all."""
        return self.number * PAGE_SIZE + len(self.jobs)

    @property
    def has_next(self) -> bool:
        """There is a page behind it."""
        return self.last < self.count


class OlderJobs:
    """Which page is to be shown, and what was found for it."""

    def __init__(self) -> None:
        self._searched = ""
        self._number = 0
        self._page: Page | None = None
        self._shown_at = float("-inf")
        self._found_for: tuple[object, ...] = ()
        self._words: tuple[tuple[str, str], ...] = ()
        """Job id -> its name and prompt, fit to be searched; newest first."""
        self._words_of: tuple[int, str] = (0, "")

    @property
    def searched(self) -> str:
        """What is searched for, as the artist wrote it."""
        return self._searched

    def search(self, text: str) -> None:
        """Search for jobs with all these words, or parts of words, in name or prompt; "" for all older jobs."""
        self._searched, self._number = text, 0

    def turn(self, pages: int) -> None:
        """Go so many pages forward, or back if negative."""
        self._number = max(0, self._number + pages)

    def shown(self) -> Page | None:
        """Return the page as of the last look, and have it looked for if it is another one by now. Cheap: for drawing.

        None while nothing is known yet.
        """
        self._shown_at = time.monotonic()
        return self._page

    def is_old(self, jobs: KnownJobs) -> bool:
        """Say whether what is shown is not what was found last."""
        is_shown = time.monotonic() - self._shown_at < _SHOWN_SECONDS
        return is_shown and self._found_for != self._wanted(jobs)

    def look(self, jobs: KnownJobs, reader: JobReader) -> bool:
        """Find the page if it is shown; return whether it is another one than before."""
        if not self.is_old(jobs):
            return False
        words = _plain(self._searched).split()
        if words:
            ids = [job_id for job_id, text in self._all_words(jobs, reader) if all(word in text for word in words)]
            count = len(ids)
        else:
            ids, count = [], jobs.count - len(jobs.newest)
        self._number = min(self._number, max(0, count - 1) // PAGE_SIZE)
        start = self._number * PAGE_SIZE
        found = (
            reader.several(ids[start : start + PAGE_SIZE])
            if words
            else reader.newest(PAGE_SIZE, after=len(jobs.newest) + start)
        )
        before = self._page
        self._page = Page(jobs=found, number=self._number, count=count, searched=self._searched if words else "")
        self._found_for = self._wanted(jobs)
        return self._page != before

    def _wanted(self, jobs: KnownJobs) -> tuple[object, ...]:
        return self._searched, self._number, jobs, jobs.changes

    def _all_words(self, jobs: KnownJobs, reader: JobReader) -> tuple[tuple[str, str], ...]:
        if self._words_of != jobs.listed:
            self._words = tuple((each.id, _plain(f"{each.name}\n{each.prompt}")) for each in reader.words())
            self._words_of = jobs.listed
        return self._words


def _plain(text: str) -> str:
    """Return a text as it is compared: case does not count, nor how an accent is encoded (macOS, in names of files)."""
    return unicodedata.normalize("NFKC", text).casefold()
