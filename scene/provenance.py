# SPDX-License-Identifier: GPL-3.0-or-later
"""How a prop was made, kept in the .blend: in the mesh, since an object may show one of several."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..api.options.generation_options import GenerationOptions
from .measure.size import Size
from .mesh_data import full_mesh_of
from .stored_values import count_of, number_of, stored_in, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpy.types import ID, Mesh, Object

MADE_KEY = "rodin_props_made"
"""Custom property of props and their meshes: how they were made, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a prop was made; the prop keeps it for years. No secrets, no links."""

    job_id: str
    name: str
    variant_of: str = ""
    """Id of the first job of all variants; "" if that is this one."""
    made_at: float = 0.0
    """Seconds since the epoch; 0 for what an early version made."""
    source: str = ""
    """Where the pictures came from, a word of ``session.sources``; "" if that is not known."""
    prompt: str = ""
    final_prompt: str = ""
    """The words that the service used in the end."""
    images: tuple[str, ...] = ()
    """Names of the pictures in the job's folder. A .blend may come from anybody: never a path to be opened."""
    options: GenerationOptions = field(default_factory=GenerationOptions)
    size: Size | None = None
    bbox_condition: tuple[int, int, int] | None = None
    """Proportions that the service was asked for."""
    credits: float | None = None
    """What it cost; None if the service did not say."""
    task_uuid: str = ""
    triangles: int | None = None
    """How many it is drawn with, of which a quad is two; None for what an early version made."""
    quads: int | None = None

    @property
    def family(self) -> str:
        """Id of the first job of all variants of one prop."""
        return self.variant_of or self.job_id

    def to_json(self) -> str:
        """Return the text that is stored in the prop."""
        values = {
            "job_id": self.job_id,
            "name": self.name,
            "task_uuid": self.task_uuid,
            "variant_of": self.family,
            "made_at": self.made_at,
            "credits": self.credits,
            "source": self.source,
            "prompt": self.prompt,
            "final_prompt": self.final_prompt,
            "images": self.images,
            "options": self.options.to_dict(),
            "size_meters": self.size.meters if self.size else None,
            "size_axis": self.size.axis.value if self.size else None,
            "bbox_condition": self.bbox_condition,
            "triangles": self.triangles,
            "quads": self.quads,
        }
        return json.dumps(values, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Provenance:
        """Read it back, with the default for what is missing or makes no sense.

        :raises ValueError, KeyError, TypeError: the text is no provenance at all.
        """
        values = json.loads(text)
        options = values.get("options") if isinstance(values, dict) else None
        return cls(
            job_id=str(values["job_id"]),
            name=str(values["name"]),
            variant_of=text_of(values, "variant_of"),
            made_at=number_of(values, "made_at") or 0.0,
            source=text_of(values, "source"),
            prompt=text_of(values, "prompt"),
            final_prompt=text_of(values, "final_prompt"),
            images=_texts(values, "images"),
            options=GenerationOptions.from_dict(options if isinstance(options, dict) else {}),
            size=Size.of_words(values["size_meters"], values.get("size_axis")) if values.get("size_meters") else None,
            bbox_condition=_proportions(values.get("bbox_condition")),
            credits=number_of(values, "credits"),
            task_uuid=text_of(values, "task_uuid"),
            triangles=count_of(values, "triangles"),
            quads=count_of(values, "quads"),
        )


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = values.get(name)
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def _proportions(value: object) -> tuple[int, int, int] | None:
    if isinstance(value, list) and len(value) == 3 and all(isinstance(side, int) and side > 0 for side in value):
        return value[0], value[1], value[2]
    return None


def write(prop: Object, provenance: Provenance) -> None:
    """Store in an object and its mesh how they were made."""
    for owner in (prop, prop.data):
        if owner is not None:
            owner[MADE_KEY] = provenance.to_json()


def provenance_of(prop: Object) -> Provenance | None:
    """Return how what an object shows was made, or None if it is no prop of ours.

    What its mesh says comes first, since the artist may have linked another mesh to the object.
    """
    mesh = full_mesh_of(prop) if prop.type == "MESH" and prop.data is not None else None
    return (_read(mesh) if mesh is not None else None) or _read(prop)


def provenance_of_mesh(mesh: Mesh) -> Provenance | None:
    """Return how a mesh was made, or None if it is none of ours."""
    return _read(mesh)


def _read(owner: ID) -> Provenance | None:
    return stored_in(owner, MADE_KEY, Provenance.from_json)
