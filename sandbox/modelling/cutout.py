# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts the subject out of a picture: by its alpha where it has one, against a plain ground, else with GrabCut."""

from dataclasses import dataclass, field
from io import BytesIO

import cv2
import numpy as np
from PIL import Image, ImageOps
from scipy import ndimage

LONGEST_SIDE = 1024
GRABCUT_SIDE = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutout:
    """The subject alone, cropped to it with a small margin."""

    color: np.ndarray = field(repr=False)
    """Height x width x 3, uint8 RGB; colours bleed past the silhouette."""
    mask: np.ndarray = field(repr=False)
    """Height x width, float32 from 0 to 1."""


def read_picture(data: bytes) -> np.ndarray:
    """Picture bytes -> height x width x 4 uint8, upright and not larger than LONGEST_SIDE."""
    image = ImageOps.exif_transpose(Image.open(BytesIO(data)))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return np.asarray(image.convert("RGBA"))


def complaint(data: bytes, *, use_original_alpha: bool) -> str:
    """The kind of error for a picture that nothing can be made of, or ""."""
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


def cut_out(data: bytes, *, use_original_alpha: bool = False) -> Cutout:
    """The subject of a picture."""
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


def _padded(layer: np.ndarray, margin: int) -> np.ndarray:
    if layer.ndim == 3:
        return np.pad(layer, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
    return np.pad(layer, margin)


def bleed(color: np.ndarray, solid: np.ndarray) -> np.ndarray:
    """Give every texel outside the subject the colour of the nearest one inside."""
    if not solid.any():
        return color
    nearest = ndimage.distance_transform_edt(~solid, return_distances=False, return_indices=True)
    return np.ascontiguousarray(color[nearest[0], nearest[1]])


def find_subject(color: np.ndarray) -> np.ndarray:
    """A mask from 0 to 1 of the subject of an opaque picture."""
    scale = min(1.0, GRABCUT_SIDE / max(color.shape[:2]))
    small = cv2.resize(color, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    mask = _plain_ground(small)
    if mask is None:
        mask = _grab_cut(small)
    full = cv2.resize(mask.astype(np.float32), color.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.clip(cv2.GaussianBlur(full, (0, 0), 0.6 / scale), 0.0, 1.0)


def _border(height: int, width: int, share: float = 0.04) -> np.ndarray:
    ring = np.ones((height, width), bool)
    edge = max(2, int(share * min(height, width)))
    ring[edge:-edge, edge:-edge] = False
    return ring


def _plain_ground(color: np.ndarray) -> np.ndarray | None:
    """The mask of a subject in front of one colour (a render, a product shot), or None."""
    lab = cv2.cvtColor(color, cv2.COLOR_RGB2LAB).astype(np.float32)
    ring = _border(*color.shape[:2])
    ground = np.median(lab[ring], axis=0)
    distance = np.linalg.norm(lab - ground, axis=2)
    if np.quantile(distance[ring], 0.8) > 8.0:
        return None
    inside = (distance > max(10.0, 2.5 * float(np.quantile(distance[ring], 0.8)))).astype(np.uint8)
    inside = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    filled = ndimage.binary_fill_holes(inside)
    return filled if filled is not None and filled.mean() > 0.005 else None


def _saliency(color: np.ndarray) -> np.ndarray:
    """From 0 to 1: how unlike the border a place is, weighted towards the middle."""
    lab = cv2.cvtColor(color, cv2.COLOR_RGB2LAB).astype(np.float32)
    lab = cv2.bilateralFilter(lab, 7, 20, 7)
    height, width = color.shape[:2]
    samples = lab[_border(height, width, 0.06)]
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    cv2.setRNGSeed(1)
    _, _, centers = cv2.kmeans(samples, 6, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    distance = np.min(np.linalg.norm(lab[:, :, None, :] - centers, axis=3), axis=2)
    distance /= max(1.0, float(np.quantile(distance, 0.97)))
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    middle = np.exp(-((rows / 0.75) ** 2 + (columns / 0.7) ** 2))
    return np.clip(0.55 * np.clip(distance, 0, 1) * (0.35 + 0.65 * middle) + 0.45 * middle, 0, 1)


def _grab_cut(color: np.ndarray) -> np.ndarray:
    height, width = color.shape[:2]
    saliency = _saliency(color)
    state = np.where(saliency > np.quantile(saliency, 0.62), cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    state[saliency > np.quantile(saliency, 0.93)] = cv2.GC_FGD
    edge = max(2, int(0.02 * min(height, width)))
    sides = _border(height, width, 0.02)
    sides[-edge:, width // 4 : -width // 4] = False  # a portrait may rest on the lower edge
    state[sides] = cv2.GC_BGD
    bgr = np.ascontiguousarray(color[..., ::-1])
    cv2.grabCut(bgr, state, None, np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_MASK)
    inside = np.isin(state, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    inside = cv2.morphologyEx(cv2.morphologyEx(inside, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel)
    if not 0.01 < inside.mean() < 0.97:
        inside = (saliency > np.quantile(saliency, 0.6)).astype(np.uint8)
    return _without_small_holes(inside)


def _without_small_holes(inside: np.ndarray, share: float = 0.01) -> np.ndarray:
    holes, count = ndimage.label(inside == 0)
    sizes = ndimage.sum_labels(np.ones_like(holes), holes, np.arange(1, count + 1))
    small = np.flatnonzero(sizes < share * inside.size) + 1
    return np.asarray(inside.astype(bool) | np.isin(holes, small))


def _largest_parts(mask: np.ndarray) -> np.ndarray:
    """Without specks: parts smaller than a thirtieth of the largest go."""
    labels, count = ndimage.label(mask > 0.5)
    if count == 0:
        return np.ones_like(mask)
    sizes = ndimage.sum_labels(np.ones_like(labels), labels, np.arange(1, count + 1))
    kept = np.flatnonzero(sizes > sizes.max() / 30) + 1
    near = ndimage.binary_dilation(np.isin(labels, kept), iterations=3)
    return np.where(near, mask, 0.0).astype(np.float32)
