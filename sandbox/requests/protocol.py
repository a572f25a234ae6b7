# SPDX-License-Identifier: GPL-3.0-or-later
"""The protocol's fixed facts: words, ranges, prices, durations and shapes of answers. No HTTP here."""

import random
from typing import Any

from ..state.settings import Settings

G1 = ("Sketch", "Regular", "Detail", "Smooth")
G2 = ("Gen-2",)
G25 = ("Gen-2.5-Extreme-Low", "Gen-2.5-Low", "Gen-2.5-Medium", "Gen-2.5-High", "Gen-2.5-Extreme-High")
TIERS = (*G1, *G2, *G25)

DURATION_SECONDS = {
    "Sketch": 20.0,
    "Regular": 65.0,
    "Detail": 85.0,
    "Smooth": 80.0,
    "Gen-2": 90.0,
    "Gen-2.5-Extreme-Low": 30.0,
    "Gen-2.5-Low": 45.0,
    "Gen-2.5-Medium": 60.0,
    "Gen-2.5-High": 80.0,
    "Gen-2.5-Extreme-High": 150.0,
}

FORMATS = ("glb", "usdz", "fbx", "obj", "stl")
WRITABLE_FORMATS = ("glb", "usdz", "obj", "stl")
"""The formats this sandbox can make; the service has all of FORMATS."""

LABELS = ("F", "FL", "FR", "L", "R", "B", "BL", "BR", "U", "D", "?")
IMAGE_LIMIT = 5
IMAGE_BYTES_LIMIT = 20 * 1024 * 1024
MODEL_BYTES_LIMIT = 10 * 1024 * 1024

_QUAD_FACES = {"high": 50_000, "medium": 18_000, "low": 8_000, "extra-low": 4_000}
_RAW_FACES = {
    "G2": {"high": 500_000, "medium": 150_000, "low": 20_000, "extra-low": 2_000},
    "G25": {"high": 1_000_000, "medium": 500_000, "low": 60_000, "extra-low": 20_000},
}


def family(tier: str) -> str:
    """Return G1, G2 or G25."""
    if tier in G25:
        return "G25"
    return "G2" if tier in G2 else "G1"


def default_mesh_mode(tier: str) -> str:
    """Return Raw for Gen-2.5, Quad for the others."""
    return "Raw" if family(tier) == "G25" else "Quad"


def face_count(*, tier: str, mesh_mode: str, quality: str) -> int:
    """Return the faces (quads or triangles, by `mesh_mode`) that a quality word stands for."""
    if mesh_mode == "Quad":
        return _QUAD_FACES[quality]
    if family(tier) == "G1":
        return _QUAD_FACES["medium"]
    return _RAW_FACES[family(tier)][quality]


def override_range(*, tier: str, mesh_mode: str, option_rules: str) -> tuple[int, int]:
    """Return the smallest and largest `quality_override`."""
    if family(tier) == "G1":
        return 2_000, 200_000
    if mesh_mode == "Quad":
        return 1_000, 200_000
    if tier in ("Gen-2.5-High", "Gen-2.5-Extreme-High"):
        return 20_000 if option_rules == "2026-08" else 500, 2_000_000
    return 500, 1_000_000


def texture_pixels(*, tier: str, addons: str, is_uhd: bool, texture_mode: str) -> int:
    """Return the side of the square textures."""
    if tier not in G25:
        return 4096 if addons == "HighPack" else 1024 if tier == "Sketch" else 2048
    pixels = 6144 if texture_mode == "extreme-high" else 4096 if is_uhd else 2048
    return 2 * pixels if addons == "HighPack" else pixels


def lists_dense_mesh(*, tier: str, mesh_mode: str, addons: str) -> bool:
    """Say whether a second mesh comes that is sixteen times as dense."""
    return addons == "HighPack" and tier in G2 and mesh_mode == "Quad"


def price(settings: Settings, *, tier: str, addons: str, texture_mode: str) -> float:
    """Return the credits that one generation costs."""
    cost = settings.price_generation
    if tier == "Gen-2.5-Extreme-High":
        cost += settings.price_extreme_high
    if addons == "HighPack":
        cost += settings.price_high_pack
    if texture_mode == "extreme-high":
        cost += settings.price_extreme_high_textures
    return cost


class Refused(Exception):
    """A request that is answered with an error code; `http_status` is 2xx for most of them."""

    def __init__(self, code: str, message: str | list[str], *, http_status: int = 201) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.http_status = http_status

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        return {"error": self.code, "message": self.message}


def succeed(body: dict[str, Any], *, style: random.Random) -> dict[str, Any]:
    """Add one of the three looks of success: `error` null, absent or "OK"."""
    look = style.choice(("null", "absent", "OK"))
    if look == "absent":
        return dict(body)
    return {"error": None if look == "null" else "OK", **body}
