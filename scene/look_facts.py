# SPDX-License-Identifier: GPL-3.0-or-later
"""How new textures lie on a mesh: written by the background Blender, read when they land. Plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

FACTS_KEY = "rodin_props_look_facts"
"""Custom property of the mesh in a prepared file."""


class Way(StrEnum):
    """How the textures came onto the mesh."""

    OWN_UVS = "OWN_UVS"
    """They are made for a UV map that the mesh had when it was sent."""
    GIVEN_UVS = "GIVEN_UVS"
    """The surface is the same, and the UVs are the service's."""
    BAKED = "BAKED"
    """The service made the mesh anew; they are baked from that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFacts:
    """How new textures lie on a mesh."""

    way: Way
    uv_map: str
    is_new_map: bool
    """The artist's mesh did not have this UV map when it was sent."""

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps({"way": self.way.value, "uv_map": self.uv_map, "is_new_map": self.is_new_map})

    @classmethod
    def from_json(cls, text: str) -> LookFacts:
        """Read it back.

        :raises KeyError, ValueError, TypeError: it is no such text.
        """
        values = json.loads(text)
        return cls(way=Way(values["way"]), uv_map=str(values["uv_map"]), is_new_map=bool(values["is_new_map"]))
