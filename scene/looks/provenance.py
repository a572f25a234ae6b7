# SPDX-License-Identifier: GPL-3.0-or-later
"""How a look was made, kept in its material."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...api.options.texture_options import TextureOptions
from ..look_facts import LookFacts
from ..stored_values import number_of, stored_in, text_of

if TYPE_CHECKING:
    from bpy.types import Material

LOOK_KEY = "rodin_props_look"
"""Custom property of the materials of looks: how they were made, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookMade:
    """How a look was made. No secrets, no links."""

    job_id: str
    name: str
    made_at: float = 0.0
    """Seconds since the epoch."""
    source: str = ""
    """Where the picture came from, a word of ``session.sources``."""
    prompt: str = ""
    final_prompt: str = ""
    """The words that the service used in the end."""
    options: TextureOptions = field(default_factory=TextureOptions)
    credits: float | None = None
    """What it cost; None if the service did not say."""
    task_uuid: str = ""
    facts: LookFacts | None = None

    def with_facts(self, facts: LookFacts) -> LookMade:
        """Return the same with how the textures lie on the mesh."""
        return replace(self, facts=facts)

    def to_json(self) -> str:
        """Return the text that is stored in the material."""
        values = {
            "job_id": self.job_id,
            "name": self.name,
            "made_at": self.made_at,
            "source": self.source,
            "prompt": self.prompt,
            "final_prompt": self.final_prompt,
            "options": self.options.to_dict(),
            "credits": self.credits,
            "task_uuid": self.task_uuid,
            "facts": self.facts.to_json() if self.facts is not None else "",
        }
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> LookMade:
        """Read it back, with the default for what is missing or makes no sense.

        :raises ValueError, KeyError, TypeError, AttributeError: the text is no such thing at all.
        """
        values = json.loads(text)
        options, facts = values.get("options"), values.get("facts")
        return cls(
            job_id=str(values["job_id"]),
            name=str(values["name"]),
            options=TextureOptions.from_dict(options if isinstance(options, dict) else {}),
            facts=LookFacts.from_json(facts) if facts else None,
            made_at=number_of(values, "made_at") or 0.0,
            source=text_of(values, "source"),
            prompt=text_of(values, "prompt"),
            final_prompt=text_of(values, "final_prompt"),
            credits=number_of(values, "credits"),
            task_uuid=text_of(values, "task_uuid"),
        )


def look_made(material: Material | None) -> LookMade | None:
    """Return how a material's look was made; None if it is none of ours."""
    return None if material is None else stored_in(material, LOOK_KEY, LookMade.from_json)
