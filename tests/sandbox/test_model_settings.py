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


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("word", ["", "other", "TRIMESH", 1, ["same"]])
def test_a_setting_takes_known_words_only(caller: Caller, name: str, word: Any) -> None:
    before = requests.get(f"{caller.sandbox.origin}/sandbox/scenario", timeout=30).json()
    answer = requests.post(f"{caller.sandbox.origin}/sandbox/scenario", json={name: word}, timeout=30)
    if word in CHOICES.get(name, ()):
        assert answer.json()[name] == word
        return
    assert (answer.status_code, f"{name} is one of" in answer.json()["error"]) == (400, True)
    assert requests.get(f"{caller.sandbox.origin}/sandbox/scenario", timeout=30).json() == before


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
