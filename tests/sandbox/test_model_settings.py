# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service gives for a task follows the settings and what was asked for."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from support.glb_reading import read_glb
from support.plain_client import FULL, Caller
from support.sandbox_process import QUICK, small

from sandbox.requests.forms import Body
from sandbox.requests.generation import parse_generation
from sandbox.state.settings import CHANGEABLE, CHOICES, Settings

WORDS = sorted(name for name in CHANGEABLE - {"models_folder"} if isinstance(getattr(Settings(), name), str))


def model(caller: Caller) -> Any:
    return read_glb(caller.made(prompt="a ball", seed="0")["base_basic_pbr.glb"])


def generator(caller: Caller) -> str:
    return str(model(caller).content["asset"]["generator"])


def test_a_scenario_fixes_the_shape_and_size_of_models(caller: Caller) -> None:
    assert "trimesh" in generator(caller)
    caller.sandbox.scenario(model_shape="blender-4.3", longest_side=1.0, model_squeeze="quantised")
    file = model(caller)
    assert "v4.3" in file.content["asset"]["generator"]
    assert file.content["nodes"][0]["scale"] == pytest.approx([0.5] * 3, abs=1e-3)
    caller.sandbox.reset()
    assert "trimesh" in generator(caller)


def test_the_command_line_fixes_them_too(start_sandbox: Callable[..., Any]) -> None:
    caller = Caller(start_sandbox(*QUICK, *small(pixels=64, faces=500), "--model-shape", "blender-4.0"))
    assert "v4.0" in generator(caller)


def settings_of(caller: Caller) -> Any:
    return requests.get(f"{caller.sandbox.origin}/sandbox/scenario", timeout=30).json()


def refused(caller: Caller, **scenario: Any) -> str:
    """What is said of a scenario that is refused."""
    answer = requests.post(f"{caller.sandbox.origin}/sandbox/scenario", json=scenario, timeout=30)
    assert answer.status_code == 400
    return str(answer.json()["error"])


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("word", ["", "other", "TRIMESH", 1, ["same"]])
def test_a_setting_takes_known_words_only(caller: Caller, name: str, word: Any) -> None:
    if word in CHOICES.get(name, ()):
        caller.sandbox.scenario(**{name: word})
        assert settings_of(caller)[name] == word
    else:
        assert f"{name} is one of" in refused(caller, **{name: word})


@pytest.mark.parametrize(
    "wrong",
    [
        {"model_shape": "other"},
        {"moon_phase": "full"},
        {"contradictions": ["moon_phase"]},
        {"faults": {"any.http_500": 1, "moon.phase": 1}},
        {"faults": {"any.http_500": "often"}},
        {"keys": 1},
        {"advance_seconds": "long"},
        {"speed": "fast"},
    ],
)
def test_of_a_refused_scenario_nothing_is_done(caller: Caller, wrong: dict[str, Any]) -> None:
    before = settings_of(caller)
    right = {"faults": {"status.failed": 1}, "keys": ["a", "b"], "contradictions": ["high_pack_free"], "credits": 3}
    refused(caller, **{**right, **wrong})
    assert settings_of(caller) == before


def test_extreme_high_may_list_a_second_denser_mesh(caller: Caller) -> None:
    asked = {**FULL, "prompt": "a ball", "tier": "Gen-2.5-Extreme-High"}
    assert set(caller.made(**asked)) == {"base_basic_pbr.glb", "preview.webp"}
    caller.sandbox.scenario(dense_copy=True)
    files = caller.made(**{**asked, "prompt": "a box"})
    assert set(files) == {"base_basic_pbr.glb", "base_high_pbr.glb", "preview.webp"}
    usual, dense = (len(read_glb(files[f"base_{kind}_pbr.glb"]).triangles()) for kind in ("basic", "high"))
    assert dense == 16 * usual


def asked_for(**fields: str) -> tuple[int, bool]:
    """The side of textures, and whether a dense mesh comes too."""
    body = Body(
        kind="multipart", fields={name: [value] for name, value in {"prompt": "a mug", **fields}.items()}, files=[]
    )
    request = parse_generation(body)
    return request.texture_pixels, request.with_dense_mesh


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"tier": "Gen-2"}, (2048, False)),
        ({"tier": "Gen-2", "addons": "HighPack"}, (4096, True)),
        ({"tier": "Gen-2", "addons": "HighPack", "mesh_mode": "Raw"}, (4096, False)),
        ({"tier": "Gen-2", "uhd_texture": "true"}, (2048, False)),
        ({"tier": "Gen-2.5-High", "mesh_mode": "Quad"}, (2048, False)),
        ({"tier": "Gen-2.5-High", "mesh_mode": "Quad", "addons": "HighPack"}, (4096, False)),
        ({"tier": "Gen-2.5-High", "uhd_texture": "true"}, (4096, False)),
        ({"tier": "Gen-2.5-High", "uhd_texture": "true", "addons": "HighPack"}, (8192, False)),
        ({"tier": "Gen-2.5-High", "texture_mode": "extreme-high"}, (6144, False)),
        ({"tier": "Gen-2.5-High", "texture_mode": "extreme-high", "addons": "HighPack"}, (12288, False)),
        ({"tier": "Sketch"}, (1024, False)),
    ],
)
def test_high_pack_lifts_textures_and_on_gen_2_with_quads_the_mesh(
    fields: dict[str, str], expected: tuple[int, bool]
) -> None:
    assert asked_for(**fields) == expected
