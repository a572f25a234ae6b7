# SPDX-License-Identifier: GPL-3.0-or-later
"""A body becomes a checked generation request, as strictly as the real service does it."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..state.settings import Settings
from . import protocol
from .forms import Body, Upload, js_syntax_error
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """What is to be made, with every default filled in."""

    prompt: str
    images: tuple[Upload, ...] = field(repr=False)
    tier: str
    mesh_mode: str
    faces: int
    material: str
    file_format: str
    seed: int | None
    bbox: tuple[int, int, int] | None
    labels: tuple[str, ...]
    use_original_alpha: bool
    preview_render: bool
    texture_pixels: int
    with_dense_mesh: bool
    price: float
    warnings: tuple[str, ...]
    """What the service would swallow silently but a careful client would not send."""

    kind: ClassVar[str] = "generation"

    @property
    def duration_seconds(self) -> float:
        """Return how long the real service takes."""
        return protocol.DURATION_SECONDS[self.tier]


def parse_generation(body: Body, settings: Settings | None = None) -> GenerationRequest:
    """Check everything by the rules and prices that are set. :raises Refused: with the code of the service."""
    settings = settings or Settings()
    if body.kind not in ("multipart", "urlencoded"):
        raise Refused("INVALID_REQUEST", "multipart/form-data expected")
    warnings = [] if body.kind == "multipart" else ["the body is form-encoded; multipart/form-data is documented"]
    images = _images(body)
    prompt = (body.text("prompt") or "").strip()
    if not images and not prompt:
        raise Refused("INVALID_REQUEST", "Either images or a prompt is required")
    chosen = {name: choice(body, name) for name in CHOICES}
    flags = {name: _flag(body, name, warnings) for name in BOOLEANS}
    tier = chosen["tier"] or "Regular"
    mesh_mode = chosen["mesh_mode"] or protocol.default_mesh_mode(tier)
    addons = _addons(body, tier=tier, mesh_mode=mesh_mode)
    labels = _labels(body, image_count=len(images))
    _check_combinations(chosen, settings, tier=tier, image_count=len(images), warnings=warnings)
    _note_ignored(body, tier=tier, mesh_mode=mesh_mode, newer=NEWER.get(settings.option_rules, ()), warnings=warnings)
    low, high = protocol.override_range(tier=tier, mesh_mode=mesh_mode, option_rules=settings.option_rules)
    override = None if tier == "Sketch" else integer(body, "quality_override", low, high)
    return GenerationRequest(
        prompt=prompt,
        images=images,
        tier=tier,
        mesh_mode=mesh_mode,
        faces=override or protocol.face_count(tier=tier, mesh_mode=mesh_mode, quality=chosen["quality"] or "medium"),
        material="PBR" if tier == "Sketch" and chosen["material"] != "Shaded" else chosen["material"] or "PBR",
        file_format="glb" if tier == "Sketch" else file_format(chosen["geometry_file_format"] or "glb"),
        seed=integer(body, "seed", 0, 65535),
        bbox=_bbox(body),
        labels=labels,
        use_original_alpha=flags["use_original_alpha"],
        preview_render=flags["preview_render"],
        texture_pixels=protocol.texture_pixels(
            tier=tier, addons=addons, is_uhd=flags["uhd_texture"], texture_mode=chosen["texture_mode"] or ""
        ),
        with_dense_mesh=protocol.lists_dense_mesh(tier=tier, mesh_mode=mesh_mode, addons=addons),
        price=protocol.price(settings, tier=tier, addons=addons, texture_mode=chosen["texture_mode"] or ""),
        warnings=tuple(warnings),
    )


def _images(body: Body) -> tuple[Upload, ...]:
    strangers = [upload.field_name for upload in body.files if upload.field_name != "images"]
    if strangers:
        raise Refused("INVALID_REQUEST", f"Unexpected field: {strangers[0]}")
    if len(body.files) > protocol.IMAGE_LIMIT:
        raise Refused("INVALID_REQUEST", f"At most {protocol.IMAGE_LIMIT} images")
    for upload in body.files:
        if not looks_like_image(upload.data):
            raise Refused("INVALID_REQUEST", f"{upload.name} is not a supported image")
    return tuple(body.files)


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


def _flag(body: Body, name: str, warnings: list[str]) -> bool:
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


def _array(body: Body, name: str) -> list[Any] | None:
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


def _bbox(body: Body) -> tuple[int, int, int] | None:
    value = _array(body, "bbox_condition")
    if value is None:
        return None
    whole = len(value) == 3 and all(type(side) is int and 1 <= side <= 2048 for side in value)
    if not whole:
        raise Refused("INVALID_REQUEST", ["bbox_condition must be three integers from 1 to 2048"])
    return value[0], value[1], value[2]


def _labels(body: Body, *, image_count: int) -> tuple[str, ...]:
    value = _array(body, "image_label")
    if value is None:
        return ()
    if len(value) != image_count:
        raise Refused("IMAGE_LABEL_LENGTH_TOO_LONG", "image_label must have one entry per image")
    if not all(label in protocol.LABELS for label in value):
        raise Refused("INVALID_REQUEST", [f"each image_label must be one of {', '.join(protocol.LABELS)}"])
    return tuple(value)


def _addons(body: Body, *, tier: str, mesh_mode: str) -> str:
    value = body.text("addons", "") or ""
    if value not in ("", "HighPack", '["HighPack"]', "[]"):
        raise Refused("INVALID_REQUEST", ["addons must be HighPack"])
    chosen = "HighPack" if "HighPack" in value else ""
    if chosen and protocol.family(tier) == "G1" and mesh_mode == "Raw":
        raise Refused("INVALID_REQUEST", "addons cannot be used with mesh_mode Raw")
    return chosen


def _check_combinations(
    chosen: dict[str, str | None], settings: Settings, *, tier: str, image_count: int, warnings: list[str]
) -> None:
    takes_creative = ("Gen-2.5-Medium", "Gen-2.5-High", "Gen-2.5-Extreme-High")
    if chosen["geometry_instruct_mode"] == "creative" and tier in protocol.G25 and tier not in takes_creative:
        raise Refused("INVALID_REQUEST", f"geometry_instruct_mode creative is not available for {tier}")
    too_old = settings.option_rules == "2026-08" or (tier in protocol.G1 and tier != "Sketch")
    if chosen["material"] == "Hybrid" and too_old:
        raise Refused("INVALID_REQUEST", f"material Hybrid is not available for {tier}")
    if chosen["geometry_file_format"] == "usdz" and tier in protocol.G25 and not settings.usdz_with_gen_2_5:
        raise Refused("INVALID_REQUEST", f"geometry_file_format usdz is not available for {tier}")
    for name in ("tier", "geometry_file_format", "material", "mesh_mode"):
        if chosen[name] is None:
            warnings.append(f"{name} is missing; its default drifts")
    if chosen["condition_mode"] == "fuse" and image_count < 2:
        warnings.append("condition_mode=fuse with fewer than two images does nothing")


def _note_ignored(body: Body, *, tier: str, mesh_mode: str, newer: tuple[str, ...], warnings: list[str]) -> None:
    known = {*CHOICES, *BOOLEANS, *OTHERS} - {*newer}
    for name, values in body.fields.items():
        if name not in known:
            warnings.append(f"{name} is not a field of the service and is ignored")
        elif tier not in TAKEN_BY.get(name, protocol.TIERS):
            warnings.append(f"{name} is ignored by {tier}")
        elif name == "quad_normal" and mesh_mode != "Quad":
            warnings.append(f"{name} is ignored with mesh_mode {mesh_mode}")
        if len(values) > 1:
            warnings.append(f"{name} is sent {len(values)} times")
    if "quality" not in body.fields and "quality_override" not in body.fields:
        warnings.append("neither quality nor quality_override is sent; the default drifts")
