# SPDX-License-Identifier: GPL-3.0-or-later
"""Bodies of the two lesser endpoints: new textures for a model, and a model split into parts."""

from collections.abc import Callable

from . import protocol
from .forms import Body, Upload
from .generation import GenerationRequest, choice, file_format, integer, looks_like_image
from .protocol import Refused

RESOLUTIONS = {"Basic": 2048, "High": 4096}


def parse_texture_only(body: Body) -> GenerationRequest:
    """Check POST /rodin_texture_only. :raises Refused: with the code that the service would answer."""
    image, model = _one(body, "image"), _one(body, "model")
    if image is None or model is None:
        raise Refused("INVALID_REQUEST", "Both image and model are required")
    if not looks_like_image(image.data):
        raise Refused("INVALID_REQUEST", f"{image.name} is not a supported image")
    if len(model.data) > protocol.MODEL_BYTES_LIMIT:
        raise Refused("INVALID_REQUEST", "The model is larger than 10 MB")
    return _request(body, kind="texture", images=(image,), model=model.data)


def parse_bang(body: Body, *, model_of: Callable[[str], bytes]) -> GenerationRequest:
    """Check POST /bang. `model_of` gives a finished task's GLB. :raises Refused: with the code of the service."""
    asset, upload = body.text("asset_id"), _one(body, "model")
    if (asset is None) == (upload is None):
        raise Refused("INVALID_REQUEST", "Exactly one of asset_id and model is required")
    model = upload.data if upload is not None else model_of(asset or "")
    parts = integer(body, "strength", 1, 12) or 5
    return _request(body, kind="bang", images=(), model=model, parts=parts)


def _one(body: Body, name: str) -> Upload | None:
    found = [upload for upload in body.files if upload.field_name == name]
    if len(found) > 1:
        raise Refused("INVALID_REQUEST", f"Only one {name} is taken")
    return found[0] if found else None


def _request(body: Body, *, kind: str, images: tuple[Upload, ...], model: bytes, parts: int = 0) -> GenerationRequest:
    resolution = body.text("resolution", "Basic") or "Basic"
    if resolution not in RESOLUTIONS:
        raise Refused("INVALID_REQUEST", ["resolution must be one of the following values: Basic, High"])
    format_name = file_format(choice(body, "geometry_file_format") or "glb")
    if format_name != "glb":
        raise Refused("INVALID_REQUEST", "This sandbox writes such models as glb only")
    return GenerationRequest(
        kind=kind,
        model=model,
        parts=parts,
        prompt=(body.text("prompt") or "").strip(),
        images=images,
        tier="Regular",
        mesh_mode="Raw",
        faces=0,
        material=choice(body, "material") or "PBR",
        file_format=format_name,
        seed=integer(body, "seed", 0, 65535),
        bbox=None,
        labels=(),
        use_original_alpha=False,
        preview_render=False,
        texture_pixels=RESOLUTIONS[resolution],
        price=protocol.price(tier="Regular"),
        warnings=(),
    )
