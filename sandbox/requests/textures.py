# SPDX-License-Identifier: GPL-3.0-or-later
"""POST /rodin_texture_only: a body becomes a checked request for new textures."""

from dataclasses import dataclass
from typing import ClassVar

from . import given
from .forms import Body
from .given import Fields, GivenRequest
from .protocol import MODEL_BYTES_LIMIT, Refused
from .values import CHOICES

MATERIALS = ("PBR", "Shaded", "All")
MODELS = ("glb", "obj", "fbx", "stl")
FIELDS = (*given.PASSIVE, "texture_mode", "hd_texture", "texture_delight")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextureRequest(GivenRequest):
    """New textures for a model."""

    kind: ClassVar[str] = "texture"
    duration_seconds: ClassVar[float] = 90.0

    reference_scale: float
    delight: bool


def parse_textures(body: Body, *, price: float) -> TextureRequest:
    """Check everything. :raises Refused: with the code that the service would answer."""
    given.only_files(body, "image", "model")
    image, model = given.one_file(body, "image"), given.one_file(body, "model")
    if image is None or model is None:
        missing = [name for name, file in (("image", image), ("model", model)) if file is None]
        raise Refused("INVALID_REQUEST", [f"{name} should not be empty" for name in missing])
    image, model = given.checked_image(image), given.checked_model(model, MODELS)
    if len(model.data) > MODEL_BYTES_LIMIT:
        raise Refused("INVALID_REQUEST", "The model is larger than 10 MB")
    fields = Fields(body)
    material = fields.word("material", MATERIALS, "PBR")
    resolution = fields.word("resolution", given.RESOLUTIONS, "Basic")
    fields.word("texture_mode", CHOICES["texture_mode"], "medium")
    fields.flag("hd_texture")
    fields.number("escore", 0, 10, 3.5)
    delight, seed = fields.flag("texture_delight"), fields.whole("seed", 0, 65535)
    scale = fields.number("reference_scale", 0.5, 1, 1)
    given.checked_format(fields)
    fields.check()
    return TextureRequest(
        prompt=fields.text("prompt"),
        images=(image,),
        upload=model,
        seed=seed,
        material=material,
        texture_pixels=given.RESOLUTIONS[resolution],
        price=price,
        warnings=tuple(fields.only(*FIELDS)),
        reference_scale=scale,
        delight=delight,
    )
