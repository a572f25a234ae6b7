# SPDX-License-Identifier: GPL-3.0-or-later
"""How parts were made, kept in the .blend: in each part, its mesh, and the empty above them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ..stored_values import count_of, number_of, stored_in, text_of

if TYPE_CHECKING:
    from bpy.types import ID

MADE_KEY = "rodin_props_part_made"
"""Custom property, JSON."""
WHOLE_KEY = "rodin_props_whole"
"""Custom property of parts and the empty above them: the object that was split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsMade:
    """How parts were made. No secrets, no links."""

    job_id: str
    whole: str
    """Name of what was split."""
    whole_job: str = ""
    """Id of the job that made it; "" for a mesh of the artist's."""
    made_at: float = 0.0
    """Seconds since the epoch."""
    instruction: str = ""
    """The names that were wanted."""
    strength: int = 0
    material: str = ""
    """The service's word."""
    credits: float | None = None
    """What it cost; None if the service did not say."""
    task_uuid: str = ""
    count: int = 0
    """How many parts there were."""

    def to_json(self) -> str:
        """Return the text that is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> PartsMade:
        """Read it back, with the default for what makes no sense.

        :raises ValueError, KeyError, TypeError: the text is nothing of ours.
        """
        values = json.loads(text)
        return cls(
            job_id=str(values["job_id"]),
            whole=str(values["whole"]),
            whole_job=text_of(values, "whole_job"),
            made_at=number_of(values, "made_at") or 0.0,
            instruction=text_of(values, "instruction"),
            strength=count_of(values, "strength") or 0,
            material=text_of(values, "material"),
            credits=number_of(values, "credits"),
            task_uuid=text_of(values, "task_uuid"),
            count=count_of(values, "count") or 0,
        )


def write(owner: ID, made: PartsMade) -> None:
    """Store in a data-block how it was made."""
    owner[MADE_KEY] = made.to_json()


def parts_made_of(owner: ID) -> PartsMade | None:
    """Return how a part, its mesh, or the empty above parts, was made; None for anything else."""
    return stored_in(owner, MADE_KEY, PartsMade.from_json)
