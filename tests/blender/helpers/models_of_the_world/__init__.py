# SPDX-License-Identifier: GPL-3.0-or-later
"""Models as they are met in the world, each kind in words, made by code; and what is right for it."""

from . import geometry, pictures, poses, refused, scenes, untidy
from .kind import Kind

KINDS: dict[str, dict[str, Kind]] = {
    "untidy": untidy.KINDS,
    "scenes": scenes.KINDS,
    "poses": poses.KINDS,
    "pictures": pictures.KINDS,
    "geometry": geometry.KINDS,
    "refused": refused.KINDS,
}
"""Kinds by theme: theme -> words -> kind."""
