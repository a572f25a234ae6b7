# SPDX-License-Identifier: GPL-3.0-or-later
"""Which options are taken and what they cost is a matter of settings: today's rules, older ones, other prices."""

import pytest
from support.plain_client import FULL, Caller

RAW = {"tier": "Gen-2.5-High", "mesh_mode": "Raw"}


def _without(name: str, fields: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in {**FULL, "prompt": "a ball", **fields}.items() if key != name}


@pytest.mark.parametrize(
    ("fields", "by_old_rules"),
    [
        ({**RAW, "quality_override": "500"}, False),
        ({**RAW, "quality_override": "19999"}, False),
        ({**RAW, "quality_override": "20000"}, True),
        ({"tier": "Gen-2.5-Low", "mesh_mode": "Raw", "quality_override": "500"}, True),
        ({"material": "Hybrid"}, False),
        ({"tier": "Gen-2.5-Low", "material": "Hybrid"}, False),
    ],
)
def test_old_rules_are_stricter(caller: Caller, fields: dict[str, str], by_old_rules: bool) -> None:
    caller.sandbox.scenario(max_faces=100)
    wanted = _without("quality", fields)
    assert "uuid" in caller.submit(**wanted).json()
    caller.sandbox.scenario(option_rules="2026-08")
    assert ("uuid" in caller.submit(**wanted).json()) is by_old_rules


@pytest.mark.parametrize("option_rules", ["2026-11", "2026-08"])
@pytest.mark.parametrize(
    "fields",
    [
        {**RAW, "quality_override": "499"},
        {**RAW, "quality_override": "2000001"},
        {"tier": "Gen-2.5-Low", "mesh_mode": "Raw", "quality_override": "1000001"},
        {"tier": "Gen-2.5-Low", "quality_override": "200001"},
        {"tier": "Regular", "material": "Hybrid"},
        {"tier": "Gen-2.5-Low", "quad_normal": "yes"},
    ],
)
def test_no_rules_take_everything(caller: Caller, option_rules: str, fields: dict[str, str]) -> None:
    caller.sandbox.scenario(option_rules=option_rules)
    assert caller.submit(**_without("quality", fields)).json()["error"] == "INVALID_REQUEST"
    assert caller.sandbox.record()["submissions"] == []


def test_usdz_of_the_newest_tiers_is_refused_if_it_is_set_so(caller: Caller) -> None:
    caller.sandbox.scenario(usdz_with_gen_2_5=False)
    wanted = {**FULL, "prompt": "a ball", "geometry_file_format": "usdz"}
    refused = caller.submit(**{**wanted, "tier": "Gen-2.5-Low"}).json()
    assert refused["error"] == "INVALID_REQUEST"
    assert "usdz is not available for Gen-2.5-Low" in refused["message"]


@pytest.mark.parametrize(
    ("fields", "option_rules", "warning"),
    [
        ({"tier": "Gen-2.5-Low"}, "2026-11", ""),
        ({"tier": "Gen-2"}, "2026-11", "quad_normal is ignored by Gen-2"),
        (RAW, "2026-11", "quad_normal is ignored with mesh_mode Raw"),
        ({"tier": "Gen-2.5-Low"}, "2026-08", "quad_normal is not a field of the service and is ignored"),
    ],
)
def test_baked_detail_is_for_quads_of_the_newest_tiers(
    caller: Caller, fields: dict[str, str], option_rules: str, warning: str
) -> None:
    caller.sandbox.scenario(option_rules=option_rules, max_faces=100)
    caller.submit(**{**FULL, "prompt": "a ball", **fields, "quad_normal": "true"})
    (submission,) = caller.sandbox.record()["submissions"]
    assert submission["warnings"] == ([warning] if warning else [])


def test_prices_are_as_they_are_set(caller: Caller) -> None:
    settings = {"price_generation": 0.25, "price_extreme_high": 1.0, "price_high_pack": 0.0}
    caller.sandbox.scenario(**settings, price_extreme_high_textures=4.0)
    dearest = {"tier": "Gen-2.5-Extreme-High", "addons": "HighPack", "texture_mode": "extreme-high"}
    assert caller.submit(prompt="a ball", **{**FULL, **dearest}).json()["uuid"]
    assert caller.sandbox.record()["charged"] == 5.25
    assert caller.balance() == 1000 - 5.25
