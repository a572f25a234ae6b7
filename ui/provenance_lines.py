# SPDX-License-Identifier: GPL-3.0-or-later
"""How a prop was made, in words: one line a fact."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import bpy

from ..api.options.words import unusual
from ..scene.choices import SizeAxis
from ..scene.measure.lengths import length_words
from ..scene.measure.size import Size
from ..session.inputs import prices, variant
from ..session.language import translated

if TYPE_CHECKING:
    from bpy.types import Context

    from ..scene.provenance import Provenance

_SAID_BY_THEMSELVES = {"tier", "quality", "seed", "geometry_file_format"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact."""

    label: str
    text: str
    copied: str = ""
    """What its button puts on the clipboard; none if empty."""


def lines_of(context: Context, made: Provenance) -> tuple[Line, ...]:
    """Return how a prop was made, in words: labels in English, the rest in Blender's language.

    What is not known has no line.
    """
    options = made.options
    lines = [Line(label="Name", text=made.name)]
    if made.prompt:
        lines.append(Line(label="Prompt", text=made.prompt, copied=made.prompt))
    elif made.final_prompt:
        lines.append(Line(label="Prompt by Rodin", text=made.final_prompt, copied=made.final_prompt))
    if source := variant.source_of(made):
        lines.append(Line(label="Source", text=translated(source.description.label)))
    lines.append(Line(label="Tier", text=translated(options.tier.label)))
    lines.append(Line(label="Detail", text=translated(options.quality.label)))
    for label, text in unusual(options, leave_out=_SAID_BY_THEMSELVES):
        lines.append(Line(label=label, text=translated(text)))
    if options.seed >= 0:
        lines.append(Line(label="Seed", text=str(options.seed), copied=str(options.seed)))
    if made.triangles is not None:
        lines.append(Line(label="Faces", text=translated(_faces_text(made.triangles, made.quads or 0))))
    if made.size is not None:
        lines.append(Line(label="Size", text=translated(_size_text(context, made.size))))
    guess = prices.price_of(context, options.list_price).credits
    cost = f"about {guess:g}" if made.credits is None else f"{made.credits:g}"
    lines.append(Line(label="Credits", text=translated(cost)))
    if made.made_at:
        lines.append(Line(label="Made", text=time.strftime("%Y-%m-%d %H:%M", time.localtime(made.made_at))))
    if made.task_uuid:
        lines.append(Line(label="Task", text=made.task_uuid, copied=made.task_uuid))
    return tuple(lines)


def _faces_text(triangles: int, quads: int) -> str:
    """Return the faces in words: “18,308 quads, 2 triangles”."""
    others = triangles - 2 * quads
    said = [f"{quads:,} quad{'' if quads == 1 else 's'}"] if quads else []
    if others:
        said.append(f"{others:,} triangle{'' if others == 1 else 's'}")
    return ", ".join(said)


def _size_text(context: Context, size: Size) -> str:
    """Return a size in words, in the scene's units: “80 cm high”."""
    if context.scene.unit_settings.system == "NONE":
        text = bpy.utils.units.to_string("METRIC", "LENGTH", size.meters, precision=3)
    else:
        text = length_words(context.scene, size.meters, precision=3)
    return f"{text} {'high' if size.axis is SizeAxis.HEIGHT else 'at its longest side'}"
