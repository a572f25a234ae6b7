# SPDX-License-Identifier: GPL-3.0-or-later
"""How a prop was made, kept in the .blend: in the mesh, since an object may show one of several. bpy."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpy.types import ID, Mesh, Object

MADE_KEY = "rodin_props_made"
"""Custom property of props and their meshes: how they were made, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a prop was made; the prop keeps it."""

    job_id: str
    name: str
    facts: Mapping[str, object] = field(default_factory=dict)
    """JSON values; no secrets, no links."""

    def to_json(self) -> str:
        """As it is stored in the prop."""
        return json.dumps({"job_id": self.job_id, "name": self.name, **self.facts}, ensure_ascii=False)

    @property
    def family(self) -> str:
        """Id of the first job of all variants of one prop."""
        family = self.facts.get("variant_of")
        return family if isinstance(family, str) and family else self.job_id

    @property
    def made_at(self) -> float:
        """Seconds since the epoch; 0 for what an early version made."""
        at = self.facts.get("made_at")
        return float(at) if isinstance(at, int | float) else 0.0


def write(prop: Object, provenance: Provenance) -> None:
    """Let an object and its mesh remember how they were made."""
    for owner in (prop, prop.data):
        if owner is not None:
            owner[MADE_KEY] = provenance.to_json()


def provenance_of(prop: Object) -> Provenance | None:
    """How what an object shows was made, or None if it is no prop of ours.

    Its mesh has the first word: the artist may have linked another one to it.
    """
    mesh = prop.data if prop.type == "MESH" else None
    return (_read(mesh) if mesh is not None else None) or _read(prop)


def provenance_of_mesh(mesh: Mesh) -> Provenance | None:
    """How a mesh was made, or None if it is none of ours."""
    return _read(mesh)


def _read(owner: ID) -> Provenance | None:
    stored = owner.get(MADE_KEY)
    if not isinstance(stored, str):
        return None
    try:
        facts = json.loads(stored)
        return Provenance(job_id=str(facts.pop("job_id")), name=str(facts.pop("name")), facts=facts)
    except (ValueError, AttributeError, KeyError, TypeError):
        return None
