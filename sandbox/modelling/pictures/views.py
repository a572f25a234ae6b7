# SPDX-License-Identifier: GPL-3.0-or-later
"""Several pictures of one subject: which shows which side, and what the sides tell about depth and back."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from ..arrays import Array
from .cutout import Cutout, bleed
from .guesses import find_face

SAME_OUTLINE = 0.8
"""Overlap from which an unlabelled second view counts as the back."""
_QUARTERS = {"F": 0, "FL": 0, "FR": 0, "B": 2, "BL": 2, "BR": 2, "R": 1, "L": 3}
"""Quarter turns from the front, counter-clockwise from above; the first of them that there is stands for the front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How far the subject reaches to the front and back at each height, relative to its height."""

    front: Array = field(repr=False)
    """From top to bottom; positive."""
    back: Array = field(repr=False)
    """From top to bottom; usually negative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """The front, and what is known of the other sides."""

    front: Cutout
    back_color: Array = field(repr=False)
    """What the back looks like, as if seen through the front: aligned with the front's picture."""
    profile: Profile | None
    quarter_turns: int = 0
    """How far from the subject's own front the picture that is taken for it was: 1 for its +X side, 2 for its back."""


def arrange(cutouts: Sequence[Cutout], labels: Sequence[str]) -> Views:
    """Find front, side and back. Without labels the first is the front; without a front another side stands for it."""
    named = dict(zip(labels, cutouts, strict=False)) if labels else _guessed(cutouts)
    name = next((name for name in _QUARTERS if name in named), None)
    turns, front = (0, cutouts[0]) if name is None else (_QUARTERS[name], named[name])
    around = {(_QUARTERS[each] - turns) % 4: named[each] for each in "FRBL" if each in named}
    side = next((quarter for quarter in (1, 3) if quarter in around), None)
    return Views(
        front=front,
        back_color=_seen_through(front, around[2]) if 2 in around else _imagined_back(front),
        profile=None if side is None else profile_of(around[side], front_is_left=side == 1),
        quarter_turns=turns,
    )


def _guessed(cutouts: Sequence[Cutout]) -> dict[str, Cutout]:
    named = {"F": cutouts[0]}
    for other in cutouts[1:]:
        mirrored = Cutout(color=other.color, mask=np.ascontiguousarray(other.mask[:, ::-1]))
        named.setdefault("B" if _overlap(cutouts[0], mirrored) > SAME_OUTLINE else "R", other)
    return named


def subject_box(mask: Array) -> tuple[int, int, int, int]:
    """Return top, bottom, left and right (exclusive) of the subject."""
    rows, columns = np.flatnonzero((mask > 0.5).any(axis=1)), np.flatnonzero((mask > 0.5).any(axis=0))
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _tight(cutout: Cutout, size: tuple[int, int]) -> Array:
    top, bottom, left, right = subject_box(cutout.mask)
    return cv2.resize(cutout.mask[top:bottom, left:right], size, interpolation=cv2.INTER_AREA) > 0.5


def _overlap(a: Cutout, b: Cutout) -> float:
    """Rate how alike two outlines are, counting their proportions."""
    top, bottom, left, right = subject_box(a.mask)
    shape_a = (right - left) / (bottom - top)
    top, bottom, left, right = subject_box(b.mask)
    shape_b = (right - left) / (bottom - top)
    one, other = _tight(a, (96, 96)), _tight(b, (96, 96))
    return float((one & other).sum() / (one | other).sum()) * min(shape_a, shape_b) / max(shape_a, shape_b)


def profile_of(side: Cutout, *, front_is_left: bool) -> Profile:
    """Take the depth from a picture of a side. Seen from the subject's +X side, its front is at the left."""
    top, bottom, left, right = subject_box(side.mask)
    solid = side.mask[top:bottom, left:right] > 0.5
    if front_is_left:
        solid = solid[:, ::-1]
    height, width = solid.shape
    first = np.where(solid.any(axis=1), solid.argmax(axis=1), width / 2)
    last = np.where(solid.any(axis=1), width - solid[:, ::-1].argmax(axis=1), width / 2)
    kernel = np.ones(max(3, height // 60)) / max(3, height // 60)
    front, back = (
        np.convolve(np.pad((edge - width / 2) / height, len(kernel) // 2, mode="edge"), kernel, mode="same")
        for edge in (last, first)
    )
    trim = slice(len(kernel) // 2, len(kernel) // 2 + height)
    return Profile(front=front[trim], back=back[trim])


def _seen_through(front: Cutout, back: Cutout) -> Array:
    """Return the back's picture, mirrored and fitted onto the front's outline."""
    top, bottom, left, right = subject_box(front.mask)
    row, last_row, column, last_column = subject_box(back.mask)
    piece = np.ascontiguousarray(back.color[row:last_row, column:last_column][:, ::-1])
    result = front.color.copy()
    result[top:bottom, left:right] = cv2.resize(piece, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    inside = np.zeros(front.mask.shape, bool)
    inside[top:bottom, left:right] = True
    return bleed(result, inside)


def _imagined_back(front: Cutout) -> Array:
    """Imagine the back without a picture of it: the front's mirror, but nobody has a face there."""
    face = find_face(front.color)
    if face is None:
        return front.color
    x, y, wide, tall = face
    scale = 160 / max(front.color.shape[:2])
    small = cv2.resize(front.color, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    hole = np.zeros(small.shape[:2], np.uint8)
    center = (int((x + wide / 2) * scale), int((y + 0.52 * tall) * scale))
    cv2.ellipse(hole, center, (int(0.46 * wide * scale), int(0.6 * tall * scale)), 0, 0, 360, 255, -1)
    hair = cv2.inpaint(small, hole, 5, cv2.INPAINT_TELEA)
    size = front.color.shape[1::-1]
    soft = cv2.GaussianBlur(cv2.resize(hole, size), (0, 0), 0.05 * wide)[..., None] / 255.0
    smooth = cv2.resize(hair, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(front.color * (1 - soft) + smooth * soft).astype(np.uint8)
