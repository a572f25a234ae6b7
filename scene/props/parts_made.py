# SPDX-License-Identifier: GPL-3.0-or-later
"""How parts were made, kept in the .blend: in each part, its mesh, and the empty above them."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import ID, Object

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
        read = {"job_id": str(values["job_id"]), "whole": str(values["whole"])}
        texts = ("whole_job", "instruction", "material", "task_uuid")
        read |= {name: values[name] for name in texts if isinstance(values.get(name), str)}
        cost, made_at = values.get("credits"), values.get("made_at")
        return cls(
            **read,
            made_at=made_at if _is_number(made_at) else 0.0,
            strength=values["strength"] if isinstance(values.get("strength"), int) else 0,
            count=values["count"] if isinstance(values.get("count"), int) else 0,
            credits=cost if _is_number(cost) else None,
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def write(owner: ID, made: PartsMade) -> None:
    """Store in a data-block how it was made."""
    owner[MADE_KEY] = made.to_json()


def parts_made_of(target: Object) -> PartsMade | None:
    """Return how a part, or the empty above parts, was made; None for anything else."""
    stored = target.get(MADE_KEY)
    if not isinstance(stored, str):
        return None
    try:
        return PartsMade.from_json(stored)
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return None
