# SPDX-License-Identifier: GPL-3.0-or-later
"""Guesses at where a picture's subject may be, to start cutting from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from ..arrays import Array

SEED = 1
FACE_SIDE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """How likely each pixel is to be the subject, and how much of the picture to begin with."""

    likely: Array = field(repr=False)
    share: float
    sure_share: float
    bonus: float = 0.0
    """Added to the score of what comes out of it."""


def guesses(color: Array) -> Iterator[Guess]:
    """Yield several for one picture (RGB uint8), as different as pictures are."""
    height, width = color.shape[:2]
    lab = cv2.cvtColor(color, cv2.COLOR_RGB2LAB).astype(np.float32)
    middle = _hill(height, width, 0, 0, 0.8, 0.8)
    unlike = _unlike_border(lab) * (0.3 + 0.7 * middle)
    sharp = _sharpness(lab[..., 0])
    column = _hill(height, width, 0.1, 0, 1.2, 0.3)
    if (portrait := _portrait(color)) is not None:
        yield Guess(likely=portrait, share=0.4, sure_share=0.07, bonus=0.3)
    yield Guess(likely=_standing_out(lab) * (0.15 + 0.85 * column), share=0.07, sure_share=0.015)
    yield Guess(likely=_hill(height, width, 0, 0, 0.7, 0.7), share=0.4, sure_share=0.04)
    bust = np.maximum(_hill(height, width, -0.35, 0, 0.5, 0.33), _hill(height, width, 0.7, 0, 0.8, 0.6))
    yield Guess(likely=bust, share=0.4, sure_share=0.05)
    yield Guess(likely=unlike, share=0.35, sure_share=0.04)
    yield Guess(likely=_hill(height, width, 0.2, 0, 1, 1) * (0.4 + 0.6 * sharp), share=0.65, sure_share=0.1)
    filling = _hill(height, width, 0, 0, 0.9, 0.9) * (0.4 + 0.6 * sharp)
    yield Guess(likely=filling, share=0.75, sure_share=0.3)
    yield Guess(likely=0.5 * sharp + 0.5 * unlike, share=0.35, sure_share=0.04)


def _hill(height: int, width: int, row: float, column: float, tall: float, wide: float) -> Array:
    """Return a soft ellipse; the picture reaches from -1 to 1 both ways."""
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    return np.exp(-(((rows - row) / tall) ** 2 + ((columns - column) / wide) ** 2)).astype(np.float32)


def _unlike_border(lab: Array) -> Array:
    height, width = lab.shape[:2]
    ring = np.ones((height, width), bool)
    edge = max(2, int(0.05 * min(height, width)))
    ring[edge:-edge, edge:-edge] = False
    smooth = cv2.bilateralFilter(lab, 7, 20, 7)
    cv2.setRNGSeed(SEED)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    count = min(5, int(ring.sum()))
    _, _, centers = cv2.kmeans(smooth[ring], count, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    distance = np.min(np.linalg.norm(smooth[:, :, None] - centers, axis=3), axis=2)
    return np.clip(distance / max(1.0, float(np.quantile(distance, 0.97))), 0, 1)


def _sharpness(lightness: Array) -> Array:
    """Return values that are high where the picture is in focus."""
    fine = np.abs(lightness - cv2.GaussianBlur(lightness, (0, 0), 1.5))
    wide = cv2.GaussianBlur(fine, (0, 0), max(lightness.shape) / 40)
    return wide / max(1e-3, float(wide.max()))


def _standing_out(lab: Array) -> Array:
    """Return values high where colour differs from that of the surroundings: thin things before a smooth ground."""
    size = max(3, int(max(lab.shape) * 0.16)) | 1
    around = cv2.medianBlur(lab.astype(np.uint8), size).astype(np.float32)
    distance = np.linalg.norm(cv2.GaussianBlur(lab, (0, 0), 1) - around, axis=2)
    return np.clip(distance / max(1.0, float(np.quantile(distance, 0.985))), 0, 1)


@cache
def _face_finder() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(Path(cv2.data.haarcascades) / "haarcascade_frontalface_default.xml"))


def find_face(color: Array) -> tuple[float, float, float, float] | None:
    """Find the largest face seen from the front in an RGB picture: left, top, width, height."""
    scale = min(1.0, FACE_SIDE / max(color.shape[:2]))
    gray = cv2.resize(cv2.cvtColor(color, cv2.COLOR_RGB2GRAY), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    least = int(0.12 * min(gray.shape))
    faces = _face_finder().detectMultiScale(gray, 1.1, 4, minSize=(least, least))
    if len(faces) == 0:
        return None
    x, y, wide, tall = max(faces, key=lambda face: face[2] * face[3])
    return x / scale, y / scale, wide / scale, tall / scale


def _portrait(color: Array) -> Array | None:
    """Guess head and shoulders around the largest face, if there is one."""
    face = find_face(color)
    if face is None:
        return None
    x, y, wide, tall = face
    height, width = color.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    across = (columns - (x + wide / 2)) / wide
    head = np.exp(-(((rows - (y + 0.4 * tall)) / (0.8 * tall)) ** 2 + (across / 0.6) ** 2))
    body = np.exp(-(((rows - (y + 3.2 * tall)) / (2.0 * tall)) ** 2 + (across / 1.5) ** 2))
    return np.maximum(head, body)
