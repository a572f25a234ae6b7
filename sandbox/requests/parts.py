# SPDX-License-Identifier: GPL-3.0-or-later
"""POST /bang: a body becomes a checked request for parts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from . import given
from .forms import Body, Upload
from .given import Fields, GivenRequest
from .protocol import Refused

MATERIALS = ("PBR", "Shaded", "None", "All")
MODELS = ("glb", "obj", "fbx", "stl", "usd", "usda", "usdc", "usdz")
FIELDS = (*given.PASSIVE, "asset_id", "strength", "instruction", "explode_strength")
STRENGTH = 5
EXPLODE_LIMIT = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """What an earlier task made."""

    models: tuple[bytes, ...] = field(repr=False)
    name: str
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsRequest(GivenRequest):
    """Parts of a model."""

    kind: ClassVar[str] = "bang"
    duration_seconds: ClassVar[float] = 300.0

    asset: Asset | None = field(repr=False)
    strength: int | None
    wanted: tuple[str, ...]
    """Names of parts, each once."""
    explode: float


def parse_parts(body: Body, *, asset_of: Callable[[str], Asset], price: float, least_strength: int) -> PartsRequest:
    """Check everything. `asset_of` finds what a task made. :raises Refused: with the code of the service."""
    given.only_files(body, "image", "model")
    fields = Fields(body)
    asset_id, model, image = fields.text("asset_id"), given.one_file(body, "model"), given.one_file(body, "image")
    if bool(asset_id) == (model is not None):
        raise Refused("INVALID_REQUEST", "Exactly one of asset_id and model is required")
    material = fields.word("material", MATERIALS, "PBR")
    resolution = fields.word("resolution", given.RESOLUTIONS, "Basic")
    strength, seed = fields.whole("strength", least_strength, 12), fields.whole("seed", 0, 65535)
    explode = fields.number("explode_strength", 0, EXPLODE_LIMIT, 1)
    fields.number("escore", 0, 10, 3.5)
    fields.number("reference_scale", 0, 1, 1)
    given.checked_format(fields)
    fields.check()
    _check_inputs(model, image, prompt=fields.text("prompt"), material=material)
    asset = asset_of(asset_id) if asset_id else None
    wanted = (" ".join(name.split()) for name in fields.text("instruction").split(","))
    return PartsRequest(
        prompt=fields.text("prompt"),
        images=(image,) if image else (),
        upload=model,
        asset=asset,
        seed=asset.seed if seed is None and asset else seed,
        material=material,
        texture_pixels=given.RESOLUTIONS[resolution],
        price=price,
        warnings=tuple(fields.only(*FIELDS)),
        strength=strength,
        wanted=tuple(dict.fromkeys(name for name in wanted if name)),
        explode=explode,
    )


def _check_inputs(model: Upload | None, image: Upload | None, *, prompt: str, material: str) -> None:
    if model is None:
        if image or prompt:
            extra = "image" if image else "prompt"
            raise Refused("INVALID_REQUEST", [f"{extra} is only available with model"])
        return
    given.checked_model(model, MODELS)
    if image is not None:
        given.checked_image(image)
    elif material != "None":
        raise Refused("INVALID_REQUEST", ["image should not be empty unless material is None"])
