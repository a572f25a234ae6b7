# SPDX-License-Identifier: GPL-3.0-or-later
"""All paid calls. Prices of generations are those that the product shows on its button."""

from collections.abc import Callable, Mapping
from typing import Any

from ...api.http.transport import Part
from ...api.models import GenerationRequest, bbox_condition_for
from ...api.options.generation_options import GenerationOptions
from ...api.options.part_options import PartOptions
from ...api.options.texture_options import TextureOptions
from ...api.options.types import Addons, GeometryFileFormat, Material, MeshMode, Quality, Tier
from ...api.parts_request import PartsRequest
from ..inputs.model import table_model, too_large_model
from ..inputs.picture import toy_picture
from .call import Call, Order

BOX_METERS = (1.0, 0.45, 0.7)
"""The sides of the asked-for box along Blender's axes, all different."""
PARTS = ("lid", "body", "handle")
_PROMPT = "a wooden toy chest with a lid and a handle"
_QUADS = {"tier": Tier.GEN_2, "mesh_mode": MeshMode.QUAD, "quality": Quality.EXTRA_LOW, "seed": 7}
_TRIANGLES = {"tier": Tier.GEN_2_5_LOW, "mesh_mode": MeshMode.RAW, "quality": Quality.EXTRA_LOW, "seed": 7}


def _generation(
    name: str, what: str, options: Mapping[str, Any], *, files: Callable[[], tuple[Part, ...]] = tuple, **more: Any
) -> Call:
    """Describe a generation that the product would send.

    :param more: "fields" go into the form beside (or, where None, are taken out of) the product's own.
    """
    chosen = GenerationOptions(**options)
    extra: Mapping[str, str | None] = more.pop("fields", {})
    box = more.pop("box", None)
    price = more.pop("price", chosen.estimated_credits)
    worst = more.pop("worst_price", chosen.estimated_credits)

    def order(_: Mapping[str, str]) -> Order:
        form = GenerationRequest(options=chosen, prompt=_PROMPT, bbox_condition=box).form()
        fields: dict[str, str | None] = {**form, **extra}
        return Order(path="/rodin", fields={k: v for k, v in fields.items() if v is not None}, files=files())

    return Call(name=name, what=what, price=price, worst_price=worst, order=order, **more)


def _picture(field: str = "images", *, count: int = 1) -> tuple[Part, ...]:
    names = [f"image_{number}.png" for number in range(1, count + 1)]
    return tuple(Part(name=field, file_name=name, data=toy_picture(), content_type="image/png") for name in names)


def _model(data: bytes) -> Part:
    return Part(name="model", data=data, file_name="model.glb", content_type="model/gltf-binary")


def _textures(name: str, what: str, model: Callable[[], bytes], *, price: float) -> Call:
    fields = TextureOptions(seed=7).form()

    def order(_: Mapping[str, str]) -> Order:
        return Order(path="/rodin_texture_only", fields=fields, files=(*_picture("image"), _model(model())))

    return Call(name=name, what=what, price=price, worst_price=TextureOptions().estimated_credits, order=order)


def _parts(tasks: Mapping[str, str]) -> Order:
    request = PartsRequest(task_uuid=tasks["prop"], options=PartOptions(strength=3), instruction=", ".join(PARTS))
    return Order(path=request.path, fields=request.form())


_BY_PICTURE: dict[str, str | None] = {"prompt": None}
_NOTHING_ELSE: dict[str, str | None] = dict.fromkeys(
    ("tier", "geometry_file_format", "material", "mesh_mode", "quality", "quality_override", "seed")
)

_ALL = (
    _generation(
        "prop", "Gen-2, Quad, PBR, in a box of three different sides", _QUADS, box=bbox_condition_for(*BOX_METERS)
    ),
    _generation("picture", "Gen-2, Quad, PBR, from one picture", _QUADS, files=_picture, fields=_BY_PICTURE),
    _generation("shaded", "Gen-2, Quad, Shaded", _QUADS | {"material": Material.SHADED}),
    _generation("high_pack", "Gen-2.5 Low, Raw, with HighPack", _TRIANGLES | {"addons": Addons.HIGH_PACK}),
    _generation(
        "addons_list",
        "the same, with addons as a JSON list",
        _TRIANGLES | {"addons": Addons.HIGH_PACK},
        fields={"addons": '["HighPack"]'},
    ),
    _generation(
        "quad_normal",
        "Gen-2.5 Low, Quad of 1,000 faces, quad_normal",
        _TRIANGLES | {"mesh_mode": MeshMode.QUAD, "quality_override": 1000, "quad_normal": True},
    ),
    _generation("usdz", "Gen-2.5 Low, Raw, as usdz", _TRIANGLES | {"geometry_file_format": GeometryFileFormat.USDZ}),
    _generation("hybrid", "Gen-2.5 Low, Raw, Hybrid", _TRIANGLES | {"material": Material.HYBRID}),
    _generation("preview_render", "Gen-2.5 Low, Raw, with preview_render", _TRIANGLES | {"preview_render": True}),
    _generation("defaults", "a prompt and nothing else", _QUADS, fields=_NOTHING_ELSE, worst_price=1.0),
    _textures("textures", "new textures for a small table", table_model, price=TextureOptions().estimated_credits),
    Call(
        name="parts",
        what="the first prop, split",
        price=PartOptions().estimated_credits,
        worst_price=PartOptions().estimated_credits,
        order=_parts,
        after="prop",
    ),
    _generation(
        "wrong_labels",
        "Gen-2.5 Low, one picture with two labels: should be refused",
        _TRIANGLES,
        files=_picture,
        fields={"prompt": None, "image_label": '["F","L"]'},
        price=0.0,
    ),
    _generation(
        "six_pictures",
        "Gen-2, six pictures: should be refused",
        _QUADS,
        files=lambda: _picture(count=6),
        fields=_BY_PICTURE,
        price=0.0,
    ),
    _textures("large_model", "new textures for a model over 10 MB: should be refused", too_large_model, price=0.0),
)
CALLS = {call.name: call for call in _ALL}
