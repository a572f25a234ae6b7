# SPDX-License-Identifier: GPL-3.0-or-later
"""Words -> shape."""

import hashlib

import numpy as np

from .cutout import Cutout


def cutout_from_text(prompt: str, *, seed: int) -> Cutout:
    """A seeded superformula's outline in a colour that depends on the words."""
    chance = np.random.default_rng([seed, int.from_bytes(hashlib.sha256(prompt.lower().encode()).digest()[:4], "big")])
    size = 512
    rows, columns = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j]
    angle, radius = np.arctan2(-rows, columns), np.hypot(rows, columns)
    spikes, round_, sharp = chance.integers(3, 8), chance.uniform(0.4, 1.5), chance.uniform(0.6, 1.6)
    reach = (np.abs(np.cos(spikes * angle / 4)) ** sharp + np.abs(np.sin(spikes * angle / 4)) ** sharp) ** (-1 / round_)
    mask = (radius < 0.9 * reach / reach.max()).astype(np.float32)
    color = np.clip(chance.uniform(60, 220, 3) + 20 * np.sin(8 * radius)[..., None], 0, 255).astype(np.uint8)
    return Cutout(color=color, mask=mask)
