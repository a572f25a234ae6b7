# SPDX-License-Identifier: GPL-3.0-or-later
"""New textures and parts are paid requests like a generation: checked before, sent once."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from rodin_props.api import errors
from rodin_props.api.mesh_files import LARGEST_MESH_BYTES
from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import ModelMaterial, PartMaterial, Resolution, TextureMode
from rodin_props.api.parts_request import PartsRequest
from rodin_props.api.textures_request import TexturesRequest
from support.api.submission import ACCEPTED
from support.pictures import plain_picture

GLB = b"glTF" + bytes(60)


@pytest.fixture
def mesh(tmp_path: Path) -> Path:
    path = tmp_path / "a private name.glb"
    path.write_bytes(GLB)
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "look.png"
    path.write_bytes(plain_picture())
    return path


def _texts(received) -> dict[str, str]:
    return {name: content.decode() for name, file_name, _, content in received.parts if file_name is None}


def _files(received) -> list[tuple[str, str, str]]:
    return [(name, file_name, kind) for name, file_name, kind, _ in received.parts if file_name]


def test_new_textures_are_asked_for_with_the_mesh_and_one_picture(server, client, mesh, picture):
    server.reply(201, json_body=ACCEPTED)
    options = TextureOptions(
        material=ModelMaterial.SHADED, resolution=Resolution.HIGH, texture_mode=TextureMode.LOW, seed=9
    )
    submission = client.submit(TexturesRequest(mesh=mesh, image=picture, options=options, prompt=" blue oak "))
    assert submission.task_uuid == "T"
    received = server.received[0]
    assert received.path == "/api/v2/rodin_texture_only"
    assert _files(received) == [
        ("image", "image.png", "image/png"),
        ("model", "model.glb", "model/gltf-binary"),
    ]
    assert _texts(received) == {
        "geometry_file_format": "glb",
        "material": "Shaded",
        "resolution": "High",
        "texture_mode": "low",
        "reference_scale": "1",
        "escore": "3.5",
        "seed": "9",
        "prompt": "blue oak",
    }
    assert "private" not in str(received.parts)


def test_parts_of_a_prop_are_asked_for_by_its_task(server, client):
    server.reply(201, json_body=ACCEPTED)
    options = PartOptions(strength=8, seed=3)
    client.submit(PartsRequest(task_uuid="U", options=options, instruction="drawer, door"))
    received = server.received[0]
    assert (received.path, _files(received)) == ("/api/v2/bang", [])
    assert _texts(received) == {
        "geometry_file_format": "glb",
        "material": "PBR",
        "resolution": "Basic",
        "strength": "8",
        "explode_strength": "0",
        "seed": "3",
        "asset_id": "U",
        "instruction": "drawer, door",
    }


def test_parts_of_a_mesh_are_asked_for_with_the_mesh(server, client, mesh, picture):
    server.reply(201, json_body=ACCEPTED)
    client.submit(PartsRequest(mesh=mesh, image=picture))
    assert [name for name, _, _ in _files(server.received[0])] == ["image", "model"]
    assert "asset_id" not in _texts(server.received[0])


def test_what_the_service_would_refuse_is_not_sent(server, client, mesh, picture):
    refused = [
        TexturesRequest(mesh=mesh, image=None),
        TexturesRequest(mesh=mesh, image=picture, prompt="x" * 3_000),
        PartsRequest(),
        PartsRequest(mesh=mesh, task_uuid="U"),
        PartsRequest(mesh=mesh),
        PartsRequest(task_uuid="U", instruction="x" * 600),
    ]
    for request in refused:
        with pytest.raises(errors.InvalidOptions):
            client.submit(request)
    assert PartsRequest(mesh=mesh, options=PartOptions(material=PartMaterial.NONE)).problems() == ()
    assert server.received == []


def test_a_mesh_that_cannot_be_sent_is_refused_before(server, client, mesh, picture, tmp_path):
    request = TexturesRequest(mesh=mesh, image=picture)
    folder = tmp_path / "folder.glb"
    folder.mkdir()
    for unfit in (tmp_path / "gone.glb", folder, picture):
        with pytest.raises(errors.MeshRefused):
            client.submit(replace(request, mesh=unfit))
    os.truncate(mesh, LARGEST_MESH_BYTES)
    server.reply(201, json_body=ACCEPTED)
    client.submit(request)
    os.truncate(mesh, LARGEST_MESH_BYTES + 1)
    with pytest.raises(errors.MeshRefused, match="larger than"):
        client.submit(request)
    assert len(server.received) == 1


@pytest.mark.parametrize("value", [0.49, 1.01, float("nan")])
def test_a_likeness_out_of_bounds_is_no_option(value: float):
    with pytest.raises(errors.InvalidOptions):
        TextureOptions(reference_scale=value)
    assert TextureOptions.from_dict({"reference_scale": value, "escore": 7.0}) == TextureOptions(escore=7.0)
