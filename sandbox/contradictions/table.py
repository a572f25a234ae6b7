# SPDX-License-Identifier: GPL-3.0-or-later
"""Every contradiction by name, with what it does: bodies.py, models.py and the endpoints do them."""

from collections.abc import Iterable

CONTRADICTIONS = {
    "wrong_key_403": "a wrong key is answered by 403 and API_KEY_INVALID",
    "unknown_task_404": "an unknown task is answered by 404 and TASK_NOT_FOUND",
    "empty_submission_422": "a submission of nothing is answered by 422 and MISSING_INPUT",
    "success_said": "the balance says error: SUCCESS",
    "rate_headers_low": "every answer says that 30 requests a minute are allowed",
    "queue_length_text": "queue_length is a sentence",
    "free_calls_charged": "asking for the files costs 0.1 credits",
    "failed_refunded": "a failed task is paid back",
    "links_for_a_week": "links to files are valid for seven days",
    "high_pack_free": "HighPack costs nothing",
    "high_pack_dear": "HighPack costs 2 credits",
    "quad_normal_charged": "quad_normal costs 0.5 credits",
    "addons_bare_refused": "addons must be a JSON list",
    "hybrid_refused": "the material Hybrid is refused",
    "usdz_refused": "Gen-2.5 refuses usdz",
    "default_tier_sketch": "a submission without a tier is made by Sketch",
    "labels_ignored": "image_label may have any number of entries",
    "many_pictures_taken": "more than five pictures are taken; the first five count",
    "large_models_taken": "models larger than 10 MB are taken for new textures",
    "preview_render_done": "the job of preview_render is done like any other",
    "box_axes_swapped": "the first and the third number of bbox_condition change places",
    "longest_side_2_5": "models have a longest side of 2.5",
    "origin_elsewhere": "models stand three units beside their origin",
    "front_backwards": "the front of models looks along -Z",
    "quads_unpaired": "the triangles of a Quad mesh come in any order",
    "shaded_as_base_color": "Shaded has its picture as base colour",
    "parts_zipped": "parts come in a zip",
    "parts_numbered": "parts are called by numbers, whatever was wanted",
    "surface_remade": "new textures come on a mesh that was made anew",
}
"""Contradiction -> what it does."""


class UnknownContradiction(ValueError):
    """There is no contradiction of that name."""


def checked(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names. :raises UnknownContradiction:"""
    found = tuple(names)
    for name in found:
        if name not in CONTRADICTIONS:
            raise UnknownContradiction(f"there is no contradiction {name!r}; --list-faults shows all")
    return found
