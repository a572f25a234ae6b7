# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a generation, and their values as texts of a body become them."""

import json
import re
from typing import Any

from . import protocol
from .forms import Body, js_syntax_error
from .protocol import Refused

CHOICES = {
    "tier": protocol.TIERS,
    "condition_mode": ("concat", "fuse"),
    "geometry_file_format": protocol.FORMATS,
    "material": ("PBR", "Shaded", "All", "None", "Hybrid"),
    "quality": ("high", "medium", "low", "extra-low"),
    "mesh_mode": ("Raw", "Quad"),
    "texture_mode": ("legacy", "extreme-low", "low", "medium", "high", "extreme-high"),
    "geometry_instruct_mode": ("faithful", "creative"),
    "is_symmetric": ("symmetric", "balanced", "asymmetric", "unknown"),
}
BOOLEANS = (
    *("mesh_simplify", "mesh_smooth", "use_hyper", "use_original_alpha", "TAPose", "preview_render"),
    *("hd_texture", "uhd_texture", "texture_delight", "quad_normal", "is_micro"),
)
OTHERS = ("prompt", "seed", "quality_override", "bbox_condition", "addons", "image_label", "height")
TAKEN_BY = {
    "condition_mode": protocol.G1,
    "mesh_simplify": protocol.G1,
    "mesh_smooth": protocol.G1,
    "use_hyper": ("Regular", "Detail", "Smooth"),
    "hd_texture": (*protocol.G2, *protocol.G25),
    "uhd_texture": protocol.G25,
    "texture_delight": protocol.G25,
    "texture_mode": protocol.G25,
    "geometry_instruct_mode": protocol.G25,
    "image_label": protocol.G25,
    "is_symmetric": protocol.G25,
    "quad_normal": protocol.G25,
    "is_micro": ("Gen-2.5-Extreme-High",),
    "quality_override": tuple(tier for tier in protocol.TIERS if tier != "Sketch"),
}
"""Fields that only some tiers take; the others ignore them without a word."""
NEWER = {"2026-08": ("quad_normal",)}
"""Option rules -> the fields that they do not know yet."""


def looks_like_image(data: bytes) -> bool:
    """Say whether it begins as pictures do."""
    starts = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
    return data.startswith(starts) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def choice(body: Body, name: str) -> str | None:
    """Return one of the words that a field takes. :raises Refused:"""
    value = body.text(name)
    if value is not None and value not in CHOICES[name]:
        allowed = ", ".join(CHOICES[name])
        raise Refused("INVALID_REQUEST", [f"{name} must be one of the following values: {allowed}"])
    return value


def flag(body: Body, name: str, warnings: list[str]) -> bool:
    """Return a switch, off where it is not sent. :raises Refused:"""
    value = body.text(name, "false") or "false"
    if value in ("True", "False"):
        warnings.append(f"{name}={value} is spelt as Python does; the service's booleans are lower-case")
    elif value not in ("true", "false"):
        raise Refused("INVALID_REQUEST", [f"{name} must be a boolean value"])
    return value.lower() == "true"


def integer(body: Body, name: str, low: int, high: int) -> int | None:
    """Return a whole number within bounds. :raises Refused:"""
    value = body.text(name)
    if value is None:
        return None
    if not re.fullmatch(r"-?\d{1,18}", value):
        raise Refused("INVALID_REQUEST", [f"{name} must be an integer number"])
    if not low <= int(value) <= high:
        raise Refused("INVALID_REQUEST", [f"{name} must not be less than {low} or greater than {high}"])
    return int(value)


def file_format(name: str) -> str:
    """Return a format that can be written here. :raises Refused:"""
    if name not in protocol.WRITABLE_FORMATS:
        raise Refused("INVALID_REQUEST", f"This sandbox writes {', '.join(protocol.WRITABLE_FORMATS)} only, not {name}")
    return name


def array(body: Body, name: str) -> list[Any] | None:
    """Return a list, None where it is not sent. :raises Refused: as the service, that parses it."""
    if name not in body.fields:
        return None
    text = ",".join(body.fields[name])
    try:
        value = json.loads(text)
    except ValueError as error:
        raise Refused("INTERNAL_SERVER_ERROR", js_syntax_error(text), http_status=500) from error
    if not isinstance(value, list):
        raise Refused("INVALID_REQUEST", [f"{name} must be an array"])
    return value
