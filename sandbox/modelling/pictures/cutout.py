# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts the subject out of a picture: by its alpha where it has one, else by looking for it."""

from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps
from scipy import ndimage

from ..arrays import Array
from .subject import find_subject

LONGEST_SIDE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutout:
    """The subject alone, cropped to it with a small margin."""

    color: Array = field(repr=False)
    """Height x width x 3, uint8 RGB; colours bleed past the silhouette."""
    mask: Array = field(repr=False)
    """Height x width, float32 from 0 to 1."""


def read_picture(data: bytes) -> Array:
    """Read picture bytes as height x width x 4 uint8, upright and not larger than LONGEST_SIDE."""
    image = ImageOps.exif_transpose(Image.open(BytesIO(data)))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return np.asarray(image.convert("RGBA"))


def complaint(data: bytes, *, use_original_alpha: bool) -> str:
    """Return the kind of error for a picture that nothing can be made of, or ""."""
    try:
        picture = read_picture(data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "invalid_request"
    if picture[..., 3].max() < 128:
        return "object_not_found"
    opaque = picture[..., 3].min() > 127
    if opaque and picture[..., :3].reshape(-1, 3).std(axis=0).max() < 2.0:
        return "content_violation"  # seen with flat colours on the real service
    return ""


@lru_cache(maxsize=6)
def cut_out(data: bytes, *, use_original_alpha: bool = False) -> Cutout:
    """Cut out the subject of a picture. The last few are remembered: the same one is often asked for again."""
    picture = read_picture(data)
    color, alpha = picture[..., :3], picture[..., 3].astype(np.float32) / 255.0
    share = float((alpha > 0.5).mean())
    meaningful = 0.001 < share < (1.0 if use_original_alpha else 0.985)
    mask = alpha if meaningful else find_subject(color)
    mask = _largest_parts(mask)
    rows, columns = np.nonzero(mask > 0.5)
    margin = 4 + max(int(np.ptp(rows)), int(np.ptp(columns))) // 60
    color, mask = (_padded(layer, margin) for layer in (color, mask))
    window = (
        slice(rows.min(), rows.max() + 2 * margin + 1),
        slice(columns.min(), columns.max() + 2 * margin + 1),
    )
    color, mask = color[window], mask[window]
    return Cutout(color=bleed(color, mask > 0.9), mask=np.ascontiguousarray(mask))


def _padded(layer: Array, margin: int) -> Array:
    if layer.ndim == 3:
        return np.pad(layer, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
    return np.pad(layer, margin)


def bleed(color: Array, solid: Array) -> Array:
    """Give every texel outside the subject the colour of the nearest one inside."""
    if not solid.any():
        return color
    nearest = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    return np.ascontiguousarray(color[nearest[0], nearest[1]])


def _largest_parts(mask: Array) -> Array:
    """Return the mask without specks: parts smaller than a thirtieth of the largest go."""
    labels, count = ndimage.label(mask > 0.5)
    if count == 0:
        return np.ones_like(mask)
    sizes = ndimage.sum_labels(np.ones_like(labels), labels, np.arange(1, count + 1))
    kept = np.flatnonzero(sizes > sizes.max() / 30) + 1
    near = ndimage.binary_dilation(np.isin(labels, kept), iterations=3)
    return np.where(near, mask, 0.0).astype(np.float32)
