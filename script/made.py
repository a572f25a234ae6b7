# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of a job, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ..jobs.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of a job."""

    job_id: str
    name: str
    state: str
    """QUEUED, SUBMITTING, WAITING, GENERATING, DOWNLOADING or PREPARING while it goes on; READY, or IMPORTED once the
    prop was placed; FAILED, CANCELLED, or UNCERTAIN if it may have been paid and no answer came."""
    sentence: str
    """Why it failed, or waits; "" if it did not, and does not."""
    code: str
    """The same as a word that stays the same between versions, such as NO_CREDITS; "" for nothing."""
    credits: float
    """What it cost, as far as that is known, or else what it probably costs; 0 if nothing was sent."""
    seconds: float
    """How long the service worked on it."""
    model: str
    """Path of the file that the service made; "" while there is none."""
    prepared: str
    """Path of the .blend that was made of it, for Blender alone; "" while there is none."""
    triangles: int
    """0 while that is not known."""
    dimensions_meters: tuple[float, float, float]
    """Of the prepared prop along X, Y and Z, before it is scaled to the size that was asked for; 0 while unknown."""

    @property
    def is_finished(self) -> bool:
        """There is a prop."""
        return self.state in ("READY", "IMPORTED")

    @property
    def has_ended(self) -> bool:
        """There is a prop, or there will be none without somebody's doing."""
        return self.is_finished or self.state in ("FAILED", "CANCELLED", "UNCERTAIN")

    @classmethod
    def of_job(cls, job: Job) -> Made:
        """Return what became of a job."""
        was_sent = job.submitted_at is not None or bool(job.task_uuid)
        consumed = job.consumed_credits
        return cls(
            job_id=job.id,
            name=job.name,
            state=job.state.value,
            sentence=job.error or job.hold,
            code=job.error_code or job.hold_code,
            credits=(job.credits_needed if consumed is None else max(0.0, consumed)) if was_sent else 0.0,
            seconds=job.waited_seconds,
            model=_text(job.model_path),
            prepared=_text(job.prepared_path),
            triangles=job.triangles or 0,
            dimensions_meters=job.dimensions or (0.0, 0.0, 0.0),
        )


def _text(path: Path | None) -> str:
    return "" if path is None else str(path)
