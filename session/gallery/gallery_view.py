# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown of the gallery and what is selected in it. Read at a look, and only while it is shown."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from ...jobs.gallery.costs import FREE, Sum
from ...jobs.gallery.gallery import Gallery
from ...jobs.gallery.query import Choices, Found
from .filters import Filters
from .page import Page, Shown, Spent, View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...jobs.gallery.query import JobFacts
    from ...jobs.job import Job
    from ...jobs.ledger.ledger import Ledger
    from ..known_jobs import KnownJobs

_SHOWN_SECONDS = 10.0
"""What was not drawn for so long may be folded; when it is drawn again, it is looked for again."""


class GalleryView:
    """Which page is to be shown, what was found for it, and which jobs are selected.

    Only what is found can be selected. All but ``look`` is cheap.
    """

    def __init__(self) -> None:
        self._filters = Filters()
        self._view = View.LIST
        self._number = 0
        self._page: Page | None = None
        self._spent: Spent | None = None
        self._shown_at = self._spent_shown_at = float("-inf")
        self._found_for: tuple[object, ...] = ()
        self._answer: tuple[object, Found, Choices] = None, Found(), Choices()
        """What was asked for, what was found, and what can be filtered by."""
        self._spent_of = -1
        self._gallery: Gallery | None = None
        self._ledger: Ledger | None = None
        self._selected: dict[str, None] = {}
        self.selected_sum = Sum()
        """How many are selected, and what they cost."""
        self._last_touched = ""
        self.opened = ""
        """Id of the job of which all is told; "" for none."""

    @property
    def filters(self) -> Filters:
        """Which jobs are wanted."""
        return self._filters

    @filters.setter
    def filters(self, filters: Filters) -> None:
        if filters != self._filters:
            self._filters, self._number = filters, 0

    @property
    def view(self) -> View:
        """How they are laid out."""
        return self._view

    @view.setter
    def view(self, view: View) -> None:
        first = self._number * self._view.page_size
        self._view, self._number = view, first // view.page_size

    def turn(self, pages: int) -> None:
        """Go so many pages forward, or back if negative."""
        self._number = max(0, self._number + pages)

    def shown(self) -> Page | None:
        """Return the page as of the last look, and have it looked for if it is another one by now.

        None while nothing is known yet.
        """
        self._shown_at = time.monotonic()
        return self._page

    def spent(self) -> Spent | None:
        """Return the sums as of the last look, and have them looked for; None while nothing is known yet."""
        self._spent_shown_at = time.monotonic()
        return self._spent

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the selected jobs, in the order of the gallery."""
        return tuple(self._selected)

    def is_selected(self, job_id: str) -> bool:
        """Say whether a job is selected."""
        return job_id in self._selected

    def toggle(self, job_id: str, *, with_range: bool = False) -> None:
        """Select a job, or do not any more.

        :param with_range: those between it and the last one get the same.
        """
        ids = self._found.ids
        between = [job_id]
        if with_range and self._last_touched in ids and job_id in ids:
            first, last = sorted((ids.index(self._last_touched), ids.index(job_id)))
            between = list(ids[first : last + 1])
        wanted = set(self._selected)
        wanted = wanted - set(between) if job_id in wanted else wanted | set(between)
        self.select(wanted)
        self._last_touched = job_id

    def select(self, job_ids: Iterable[str]) -> None:
        """Select these and no others, as far as they are found."""
        wanted = set(job_ids)
        self._selected = dict.fromkeys(job_id for job_id in self._found.ids if job_id in wanted)
        self.selected_sum = Sum() if self._gallery is None else self._gallery.sum_of(self._selected)

    def select_page(self) -> None:
        """Select all that are shown besides what is selected, or none of them if all are."""
        here = {job.id for job in self._page.jobs} if self._page else set()
        others = self._selected.keys() - here
        self.select(others if here <= self._selected.keys() else others | here)

    def select_found(self) -> None:
        """Select all that were found, on all pages."""
        self.select(self._found.ids)

    def select_none(self) -> None:
        """Select nothing."""
        self.select(())

    @property
    def _found(self) -> Found:
        return Found() if self._page is None else self._page.found

    def facts(self, job_id: str) -> JobFacts | None:
        """Return what is known of a job that can be found; None if it is not in the list."""
        return None if self._gallery is None else self._gallery.facts(job_id)

    def read_again(self) -> None:
        """Read what was written since the last look: `facts` are as of now then. :raises RodinError:"""
        if self._gallery is not None:
            self._gallery.refresh()

    def is_old(self, jobs: KnownJobs) -> bool:
        """Say whether what is shown is not what was found last."""
        is_shown = time.monotonic() - self._shown_at < _SHOWN_SECONDS
        return (is_shown and self._found_for != self._wanted(jobs)) or self._are_sums_old()

    def _are_sums_old(self) -> bool:
        is_shown = time.monotonic() - self._spent_shown_at < _SHOWN_SECONDS
        return is_shown and (self._gallery is None or self._spent_of != self._gallery.changes)

    def look(self, jobs: KnownJobs, ledger: Ledger) -> bool:
        """Find the page and the sums if they are shown; return whether they are others than before.

        :raises RodinError: the ledger cannot be read.
        """
        if not self.is_old(jobs):
            return False
        if self._gallery is None or self._ledger is not ledger:
            self._gallery, self._ledger = Gallery(ledger.database), ledger
            self._answer, self._spent_of = (None, Found(), Choices()), -1
        gallery, before = self._gallery, (self._page, self._spent)
        gallery.refresh()
        self._find(gallery, ledger)
        self._found_for = self._wanted(jobs)
        if self._are_sums_old():
            self._spent = Spent(sum=gallery.spent(), by_day=gallery.by_day(), by_file=gallery.by_file())
            self._spent_of = gallery.changes
        return before != (self._page, self._spent)

    def _find(self, gallery: Gallery, ledger: Ledger) -> None:
        query = self._filters.query(date.today())
        asked = query, gallery.changes
        is_new = self._answer[0] != asked
        if is_new:
            self._answer = asked, gallery.find(query), gallery.choices()
        _, found, choices = self._answer
        size = self._view.page_size
        self._number = min(self._number, max(0, found.count - 1) // size)
        ids = found.ids[self._number * size : (self._number + 1) * size]
        by_id: dict[str, Job] = {job.id: job for job in ledger.reader.several(ids)}
        facts = {job_id: gallery.facts(job_id) for job_id in ids}
        self._page = Page(
            shown=tuple(
                Shown(job=by_id[job_id], cost=FREE if (known := facts[job_id]) is None else known.cost)
                for job_id in ids
                if job_id in by_id
            ),
            number=self._number,
            size=size,
            found=found,
            filters=self._filters,
            choices=choices,
        )
        if is_new:
            self.select(self._selected)

    def _wanted(self, jobs: KnownJobs) -> tuple[object, ...]:
        return self._filters, self._view, self._number, jobs, jobs.changes, date.today()
