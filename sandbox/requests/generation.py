# SPDX-License-Identifier: GPL-3.0-or-later
"""A body becomes a checked generation request, as strictly as the real service does it."""

from dataclasses import dataclass, field
from typing import ClassVar

from ..state.settings import Settings
from . import protocol
from .forms import Body, Upload
from .given import checked_image, only_files
from .protocol import Refused
from .values import (
    BOOLEANS,
    CHOICES,
    NEWER,
    OTHERS,
    TAKEN_BY,
    array,
    choice,
    file_format,
    flag,
    integer,
)


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
    flags = {name: flag(body, name, warnings) for name in BOOLEANS}
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
    only_files(body, "images")
    if len(body.files) > protocol.IMAGE_LIMIT:
        raise Refused("INVALID_REQUEST", f"At most {protocol.IMAGE_LIMIT} images")
    return tuple(checked_image(upload) for upload in body.files)


def _bbox(body: Body) -> tuple[int, int, int] | None:
    value = array(body, "bbox_condition")
    if value is None:
        return None
    whole = len(value) == 3 and all(type(side) is int and 1 <= side <= 2048 for side in value)
    if not whole:
        raise Refused("INVALID_REQUEST", ["bbox_condition must be three integers from 1 to 2048"])
    return value[0], value[1], value[2]


def _labels(body: Body, *, image_count: int) -> tuple[str, ...]:
    value = array(body, "image_label")
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
