# SPDX-License-Identifier: GPL-3.0-or-later
"""Contradictions that are done to what a paid request asks for, before it is judged, or to what it costs."""

import json
from collections.abc import Callable
from dataclasses import replace

from ..faults.glb_surgery import pack, tiny_mesh
from ..requests.forms import Body
from ..requests.protocol import IMAGE_LIMIT, MODEL_BYTES_LIMIT, Refused


def change_body(names: tuple[str, ...], body: Body) -> None:
    """Let the request ask for what the contradictions make of it. :raises Refused: as some of them do."""
    for name in names:
        if name in CHANGES:
            CHANGES[name](body)


def surcharge(names: tuple[str, ...], body: Body) -> float:
    """Return by how many credits a request costs more than it should."""
    return 0.5 if "quad_normal_charged" in names and body.text("quad_normal") == "true" else 0.0


def _swap_box(body: Body) -> None:
    if text := body.text("bbox_condition"):
        first, up, third = json.loads(text)
        body.fields["bbox_condition"] = [json.dumps([third, up, first])]


def _refuse(name: str, value: str) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        if body.text(name) == value:
            raise Refused("INVALID_REQUEST", [f"{name} must not be {value}"])

    return change


def _take_sketch(body: Body) -> None:
    if body.text("prompt"):
        body.fields.setdefault("tier", ["Sketch"])


def _without(name: str) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body.fields.pop(name, None)

    return change


def _take_five_pictures(body: Body) -> None:
    pictures = [upload for upload in body.files if upload.field_name == "images"]
    del body.files[IMAGE_LIMIT if len(body.files) == len(pictures) else len(body.files) :]


def _take_large_models(body: Body) -> None:
    small = pack(tiny_mesh())
    body.files = [replace(each, data=small) if len(each.data) > MODEL_BYTES_LIMIT else each for each in body.files]


CHANGES: dict[str, Callable[[Body], None]] = {
    "box_axes_swapped": _swap_box,
    "addons_bare_refused": _refuse("addons", "HighPack"),
    "hybrid_refused": _refuse("material", "Hybrid"),
    "default_tier_sketch": _take_sketch,
    "labels_ignored": _without("image_label"),
    "many_pictures_taken": _take_five_pictures,
    "large_models_taken": _take_large_models,
    "preview_render_done": _without("preview_render"),
}
