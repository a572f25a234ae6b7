# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery of this Blender process. It is made when it is first shown, and forgotten with the session."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ...errors import RodinError
from .. import session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...jobs.job import Job
    from ..session import Session
    from .gallery_view import GalleryView

_known: tuple[Session, GalleryView] | None = None


def gallery() -> GalleryView:
    """Return what is shown of the jobs of this session, and what is selected."""
    global _known  # one for the whole process
    if not is_there() or _known is None:
        from .gallery_view import GalleryView

        _known = session.current(), GalleryView()
    return _known[1]


def is_there() -> bool:
    """Say whether it was ever shown: looking must not load what finds jobs."""
    return _known is not None and _known[0] is session.current()


def selected() -> tuple[str, ...]:
    """Return the ids of the jobs that are selected. Cheap: for drawing."""
    return gallery().selected if is_there() else ()


def only_selected() -> str:
    """Return the id of the one job that is selected; "" if none is, or several are."""
    return chosen[0] if len(chosen := selected()) == 1 else ""


def job_of_now(job_id: str) -> Job | None:
    """Return a job as it is at this moment; as it was at the last look where the list cannot be read."""
    state = session.current()
    with suppress(RodinError):
        state.refresh()
    return state.job(job_id)


def meant_job(fits: Callable[[Job], bool]) -> Job | None:
    """Return the one job that is selected or, where none is, the only one of the newest that fits."""
    state = session.current()
    if selected():
        return state.job(only_selected())
    fitting = [job for job in state.jobs.newest if fits(job)]
    return fitting[0] if len(fitting) == 1 else None
