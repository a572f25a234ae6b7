# SPDX-License-Identifier: GPL-3.0-or-later
"""Contradictions that other settings can express."""

from dataclasses import replace
from typing import Any

from ..state.settings import Settings

OTHER: dict[str, dict[str, Any]] = {
    "high_pack_free": {"price_high_pack": 0.0},
    "high_pack_dear": {"price_high_pack": 2.0},
    "usdz_refused": {"usdz_with_gen_2_5": False},
    "parts_zipped": {"bang_files": "zip"},
    "parts_numbered": {"bang_names": "numbered"},
    "surface_remade": {"retexture_mesh": "remade"},
    "links_for_a_week": {"link_lifetime_seconds": 7 * 24 * 3600.0},
}
"""Contradiction -> the settings that make it."""


def otherwise_set(settings: Settings) -> Settings:
    """Return the settings as the contradictions have them."""
    changes = {name: value for each in settings.contradictions for name, value in OTHER.get(each, {}).items()}
    return replace(settings, **changes) if changes else settings
