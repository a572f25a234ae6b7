# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions that the model of a generation answers."""

import numpy as np

from ..calls.table import BOX_METERS
from ..inputs.picture import toy_picture
from ..model.front import front_of
from ..model.glb import Model, paired_shares
from .of_model import of_model
from .question import Finding, Question, either, fails, holds, unclear

_ANY = ("prop", "picture", "shaded", "quad_normal", "hybrid", "preview_render", "defaults")
_LITTLE = 0.05
"""Of the longest side."""
_MOST = 0.9


def _box(model: Model) -> Finding:
    dx, dy, dz = BOX_METERS
    asked, turned = np.array((dx, dz, dy)), np.array((dy, dz, dx))  # glTF: X, up, Z
    size = model.extents / model.extents.max()
    seen = f"asked for X {dx:g}, up {dz:g}, Z {dy:g}; came as {size[0]:.2f}, {size[1]:.2f}, {size[2]:.2f}"
    off, off_turned = (float(np.abs(size - each / each.max()).max()) for each in (asked, turned))
    if min(off, off_turned) > 0.2:
        return unclear(seen)
    return holds(seen) if off < off_turned else fails(f"{seen}: the first and the third number change places")


def _longest_side(model: Model) -> Finding:
    longest = float(model.extents.max())
    return either(1.8 <= longest <= 2.0 or 0.95 <= longest <= 1.05, f"{longest:.2f}")


def _origin(model: Model) -> Finding:
    low, high = model.bounds / model.extents.max()
    middle = (low + high) / 2
    centred = bool((np.abs(middle[[0, 2]]) < _LITTLE).all())
    if centred and abs(middle[1]) < _LITTLE:
        return holds("in the middle")
    if centred and abs(low[1]) < _LITTLE:
        return holds("in the middle of the bottom")
    inside = bool((low <= _LITTLE).all() and (high >= -_LITTLE).all())
    return either(inside, f"the middle is at {', '.join(f'{each:.2f}' for each in middle)} of the longest side")


def _front(model: Model) -> Finding:
    side, unlike = front_of(model, toy_picture())
    seen = ", ".join(f"{name} {share:.2f}" for name, share in unlike.items())
    return either(side == "+Z", f"{side} (unlike by {seen})") if side else unclear(f"no side is clear: {seen}")


def _quads(model: Model) -> Finding:
    by_twos, walked = paired_shares(model)
    if by_twos < _MOST <= walked:
        return unclear(f"{by_twos:.1%} of the triangles are paired by twos, {walked:.1%} where the list is walked")
    return either(by_twos >= _MOST, f"{by_twos:.1%} of the triangles are paired")


def _shaded(model: Model) -> Finding:
    for material in model.materials:
        surface = material.get("pbrMetallicRoughness", {})
        black = max(surface.get("baseColorFactor", [1.0, 1.0, 1.0])[:3]) < 0.05
        picture, glows = "baseColorTexture" in surface, "emissiveTexture" in material
        seen = f"emission {'is' if glows else 'is not'} a picture, base colour is "
        return either(
            glows and not picture and black, seen + ("a picture" if picture else "black" if black else "plain")
        )
    return unclear("it has no material")


def _default_tier(model: Model) -> Finding:
    pixels, triangles = model.texture_pixels(), sum(len(mesh.faces) for _, mesh in model.placed())
    seen = f"textures of {pixels} pixels, {triangles:,} triangles"
    if pixels == 1024:
        return fails(f"Sketch, by its {seen}")
    return holds(f"not Sketch, by its {seen}") if pixels >= 2048 else unclear(seen)


MODELS = (
    Question(
        name="box_axes",
        asks="Along which axes are the three numbers of bbox_condition?",
        assumes="glTF's: X, Y (up), Z",
        assumed_by="api/models.py: bbox_condition_for",
        calls=("prop",),
        judge=of_model(_box),
    ),
    Question(
        name="longest_side",
        asks="How large are models?",
        assumes="the longest side is 1.9, or at times 1",
        assumed_by="sandbox/modelling/mesh.py: LONGEST_SIDE",
        calls=_ANY,
        judge=of_model(_longest_side),
    ),
    Question(
        name="origin",
        asks="Where is the origin of a model?",
        assumes="in it, most often in its middle",
        assumed_by="sandbox/modelling/mesh.py: placed",
        calls=_ANY,
        judge=of_model(_origin),
    ),
    Question(
        name="front",
        asks="Where does the front of a model look?",
        assumes="along glTF's +Z",
        assumed_by="scene/choices.py",
        calls=("picture",),
        judge=of_model(_front),
    ),
    Question(
        name="quads",
        asks="Do the triangles of a Quad mesh come in pairs?",
        assumes="triangles 2i and 2i+1 are the halves of a quad",
        assumed_by="scene/prepare/quads.py",
        calls=("prop", "picture", "shaded"),
        judge=of_model(_quads),
    ),
    Question(
        name="shaded",
        asks="How does Shaded carry its picture?",
        assumes="as emission, over a black base colour",
        assumed_by="scene/shaded.py",
        calls=("shaded",),
        judge=of_model(_shaded),
    ),
    Question(
        name="default_tier",
        asks="Which tier is taken where none is sent?",
        assumes="not Sketch",
        assumed_by="sandbox/requests/generation.py: parse_generation",
        calls=("defaults",),
        judge=of_model(_default_tier),
    ),
)
