# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the subject of an opaque picture: against a plain ground by colour, else GrabCut from several guesses."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
from scipy import ndimage

from ..arrays import Array
from .guesses import Guess, guesses

GUESS_SIDE = 160
FINE_SIDE = 320
SEED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    mask: Array = field(repr=False)
    score: float


def find_subject(color: Array) -> Array:
    """Find the subject of RGB uint8: a mask from 0 to 1."""
    small, fine = _shrunk(color, GUESS_SIDE), _shrunk(color, FINE_SIDE)
    mask = _plain_ground(fine)
    if mask is None:
        mask = _refined(fine, max(_candidates(small), key=lambda found: found.score).mask)
    full = cv2.resize(mask.astype(np.float32), color.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    scale = fine.shape[0] / color.shape[0]
    return np.clip(cv2.GaussianBlur(full, (0, 0), 0.7 / scale), 0.0, 1.0)


def _shrunk(color: Array, side: int) -> Array:
    scale = min(1.0, side / max(color.shape[:2]))
    return cv2.resize(color, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _plain_ground(color: Array) -> Array | None:
    """Return the mask of a subject in front of one colour (a render, a product shot), or None."""
    lab = cv2.cvtColor(color, cv2.COLOR_RGB2LAB).astype(np.float32)
    ring = np.ones(color.shape[:2], bool)
    edge = max(2, min(color.shape[:2]) // 25)
    ring[edge:-edge, edge:-edge] = False
    distance = np.linalg.norm(lab - np.median(lab[ring], axis=0), axis=2)
    noise = float(np.quantile(distance[ring], 0.8))
    if noise > 8.0:
        return None
    inside = (distance > max(10.0, 2.5 * noise)).astype(np.uint8)
    inside = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    filled = ndimage.binary_fill_holes(inside)
    return filled if filled is not None and filled.mean() > 0.005 else None


def _candidates(color: Array) -> Iterator[_Found]:
    for guess in guesses(color):
        mask = _grab_cut(color, guess)
        yield _Found(mask=mask, score=_score(color, mask) + guess.bonus)


def _grab_cut(color: Array, guess: Guess) -> Array:
    likely = guess.likely
    state = np.where(likely > np.quantile(likely, 1 - guess.share), cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    state[likely > np.quantile(likely, 1 - guess.sure_share)] = cv2.GC_FGD
    height, width = state.shape
    edge, waist = max(2, int(0.025 * min(height, width))), int(0.6 * height)
    state[:edge] = cv2.GC_BGD
    state[:waist, :edge] = state[:waist, -edge:] = cv2.GC_BGD  # lower down a subject may leave the picture
    mask = _cut(color, state, turns=5)
    labels, count = ndimage.label(mask)
    if count == 0:
        return mask
    sizes = ndimage.sum_labels(mask, labels, np.arange(1, count + 1))
    return _without_small_holes(np.isin(labels, np.flatnonzero(sizes > sizes.max() / 12) + 1))


def _cut(color: Array, state: Array, *, turns: int) -> Array:
    cv2.setRNGSeed(SEED)
    bgr = np.ascontiguousarray(color[..., ::-1])
    if not (np.isin(state, (1, 3)).any() and np.isin(state, (0, 2)).any()):
        return np.isin(state, (1, 3))
    cv2.grabCut(bgr, state, None, np.zeros((1, 65)), np.zeros((1, 65)), turns, cv2.GC_INIT_WITH_MASK)
    inside = np.isin(state, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    return cv2.morphologyEx(cv2.morphologyEx(inside, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel) > 0


def _refined(color: Array, mask: Array) -> Array:
    """Cut the same again in finer pixels, with only a band around the first outline left open."""
    big = cv2.resize(mask.astype(np.uint8), color.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    state = np.where(big > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    state[cv2.erode(big, kernel) > 0] = cv2.GC_FGD
    state[cv2.dilate(big, kernel) == 0] = cv2.GC_BGD
    finer = _without_small_holes(_cut(color, state, turns=2))
    agreement = (finer & (big > 0)).sum() / max(1, (finer | (big > 0)).sum())
    return finer if agreement > 0.7 else big > 0


def _without_small_holes(inside: Array, share: float = 0.01) -> Array:
    holes, count = ndimage.label(~inside)
    sizes = ndimage.sum_labels(~inside, holes, np.arange(1, count + 1))
    return inside | np.isin(holes, np.flatnonzero(sizes < share * inside.size) + 1)


def _score(color: Array, mask: Array) -> float:
    """Rate how much a mask looks like a subject: its outline lies on edges and it is unlike what is around it."""
    if not 0.01 < mask.mean() < 0.95:
        return -9.0
    lab = cv2.cvtColor(color, cv2.COLOR_RGB2LAB).astype(np.float32)
    outline = mask ^ ndimage.binary_erosion(mask, border_value=1)
    return (
        0.7 * _on_edges(lab, outline)
        + 1.2 * _contrast(lab, mask, outline)
        + 0.6 * _other_colors(lab, mask)
        + _placement(mask)
    )


def _on_edges(lab: Array, outline: Array) -> float:
    smooth = cv2.GaussianBlur(lab, (0, 0), 1.2)
    right, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    steep = np.sqrt((right**2 + down**2).sum(axis=2))
    there = ndimage.maximum_filter(steep / max(1e-3, float(np.quantile(steep, 0.9))), 3)[outline]
    return _mostly(np.clip(there / 0.8, 0, 1))


def _contrast(lab: Array, mask: Array, outline: Array) -> float:
    def around(part: Array) -> Array:
        weight, reach = part.astype(np.float32), max(mask.shape) / 50
        total = cv2.GaussianBlur(lab * weight[..., None], (0, 0), reach)
        return total / np.maximum(cv2.GaussianBlur(weight, (0, 0), reach), 1e-3)[..., None]

    return _mostly(np.clip(np.linalg.norm(around(mask) - around(~mask), axis=2)[outline] / 45, 0, 1))


def _mostly(values: Array) -> float:
    """Return a mean that minds the worst fifth."""
    return float(0.45 * values.mean() + 0.55 * np.quantile(values, 0.2)) if len(values) else 0.0


def _other_colors(lab: Array, mask: Array) -> float:
    bins = (lab / 32).astype(int)
    flat = bins[..., 0] * 64 + bins[..., 1] * 8 + bins[..., 2]
    inside, outside = (np.bincount(flat[part], minlength=512) / part.sum() for part in (mask, ~mask))
    return 1.0 - float(np.sqrt(inside * outside).sum())


def _placement(mask: Array) -> float:
    height, width = mask.shape
    half = height // 2
    sides = mask[:half, [0, -1]].mean() * 2 + 0.55 * mask[half:, [0, -1]].mean()
    touching = (mask[0].mean() + sides + 0.1 * mask[-1].mean()) / 3
    rows, columns = np.nonzero(mask)
    row, column = rows.mean() / height * 2 - 1, columns.mean() / width * 2 - 1
    centered = np.exp(-((row / 0.6) ** 2 + (column / 0.4) ** 2))
    hull = cv2.contourArea(cv2.convexHull(np.stack([rows, columns], axis=1).astype(np.int32)))
    area = float(mask.mean())
    size = np.sqrt(min(area / 0.45, 1.0)) * np.clip((0.85 - area) / 0.2, 0, 1)
    labels, count = ndimage.label(mask)
    largest = ndimage.sum_labels(mask, labels, np.arange(1, count + 1)).max() / mask.sum()
    return float(-1.3 * touching + 0.3 * centered + 0.5 * mask.sum() / max(1.0, hull) + 0.95 * size + 1.2 * largest)
