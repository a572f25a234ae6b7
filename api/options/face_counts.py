# SPDX-License-Identifier: GPL-3.0-or-later
"""How many faces the service makes, and how many may be asked for."""

from dataclasses import dataclass

from .types import Family, MeshMode, Tier

FACES = {
    (Family.GEN_1, MeshMode.QUAD): (50_000, 18_000, 8_000, 4_000),
    (Family.GEN_1, MeshMode.RAW): (18_000, 18_000, 18_000, 18_000),
    (Family.GEN_2, MeshMode.QUAD): (50_000, 18_000, 8_000, 4_000),
    (Family.GEN_2, MeshMode.RAW): (500_000, 150_000, 20_000, 2_000),
    (Family.GEN_2_5, MeshMode.QUAD): (50_000, 18_000, 8_000, 4_000),
    (Family.GEN_2_5, MeshMode.RAW): (1_000_000, 500_000, 60_000, 20_000),
}
"""Faces the service aims at, in the order of ``Quality``."""

DEFAULT_FACES = {MeshMode.QUAD: 18_000, MeshMode.RAW: 500_000}
"""Faces the service makes if it is told neither a quality nor a count, whatever the tier."""


@dataclass(frozen=True, slots=True)
class FaceRange:
    """The face counts that may be asked for, both ends included."""

    minimum: int
    maximum: int


def face_range(tier: Tier, mesh_mode: MeshMode) -> FaceRange | None:
    """Return the face counts ``quality_override`` may have, None where the tier takes none."""
    if tier is Tier.SKETCH:
        return None
    if tier.family is Family.GEN_1:
        return FaceRange(2_000, 200_000)
    if mesh_mode is MeshMode.QUAD:
        return FaceRange(1_000, 200_000)
    return FaceRange(500, 2_000_000 if tier in {Tier.GEN_2_5_HIGH, Tier.GEN_2_5_EXTREME_HIGH} else 1_000_000)
