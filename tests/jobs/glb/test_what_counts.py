# SPDX-License-Identifier: GPL-3.0-or-later
"""What counts in a check: what would be shown, and what would be taken from elsewhere; not whether all is tidy."""

import base64
from typing import Any

import pytest
from rodin_props.api.errors import ModelDoubtful
from support.jobs.left_to_the_importer import LEFT_TO_THE_IMPORTER
from support.jobs.small_model import at, changed
from support.pictures import plain_picture


@pytest.mark.parametrize("name", LEFT_TO_THE_IMPORTER)
def test_what_does_no_harm_is_left_to_the_importer(check: Any, name: str) -> None:
    assert check(LEFT_TO_THE_IMPORTER[name].make()).triangles == 1


def instances(document: dict[str, Any]) -> None:
    document["nodes"][0]["extensions"] = {"EXT_mesh_gpu_instancing": {"attributes": {"TRANSLATION": 2}}}
    document["accessors"].append({"bufferView": 0, "componentType": 5126, "count": 5_000_000, "type": "VEC3"})


def test_instances_count_as_what_they_become(check: Any) -> None:
    assert check(changed(instances)).triangles == 5_000_000
    with pytest.raises(ModelDoubtful, match="5,000,000 triangles"):
        check(changed(instances), triangles=4_999_999)


def test_only_the_default_scene_counts(check: Any) -> None:
    def second(document: dict[str, Any]) -> None:
        document["nodes"] += [{"mesh": 0}, {"mesh": 0}]
        document["scenes"].append({"nodes": [1, 2]})

    assert check(changed(second)).triangles == 1
    assert check(changed(lambda d: (second(d), at(d, "scene", to=1)))).triangles == 2
    assert check(changed(lambda d: (second(d), d.pop("scenes")))).triangles == 3


def test_a_picture_inside_a_link_is_measured(check: Any) -> None:
    link = "data:image/png;base64," + base64.b64encode(plain_picture(64, 32, "PNG")).decode()

    def change(document: dict[str, Any]) -> None:
        document["images"] = [{"uri": link}]

    assert check(changed(change)).largest_picture_pixels == 64
    with pytest.raises(ModelDoubtful, match="too large"):
        check(changed(change), picture_side=63)


def test_a_picture_in_a_linked_buffer_is_measured(check: Any) -> None:
    picture = plain_picture(2048, 2048, "PNG")
    uri = "data:application/octet-stream;base64," + base64.b64encode(picture).decode()

    def change(document: dict[str, Any]) -> None:
        document["buffers"].append({"byteLength": len(picture), "uri": uri})
        document["bufferViews"][2] = {"buffer": 1, "byteLength": 10**12}

    assert check(changed(change)).largest_picture_pixels == 2048
    # The view says that it holds a terabyte, which would be no bomb.
    with pytest.raises(ModelDoubtful, match="far more than they hold"):
        check(changed(change), unstored_pixels=0)


def test_without_bounds_nothing_may_be_of_unknown_size(check: Any) -> None:
    def compressed(document: dict[str, Any]) -> None:
        document["meshes"][0]["primitives"][0]["extensions"] = {"ANY_compression": {"bufferView": 0}}

    def unknown_picture(document: dict[str, Any]) -> None:
        document["images"][0]["bufferView"] = 0

    def optional_picture(document: dict[str, Any]) -> None:
        document["images"].append({"bufferView": 0, "mimeType": "image/ktx2"})
        document["textures"][0]["extensions"] = {"KHR_texture_basisu": {"source": 1}}

    for change, words in ((compressed, "compressed"), (unknown_picture, "unknown kind")):
        assert check(changed(change)).triangles == 1
        with pytest.raises(ModelDoubtful, match=words):
            check(changed(change), unknown_sizes=False)
    assert check(changed(optional_picture), unknown_sizes=False).triangles == 1


def test_many_values_are_refused_and_long_links_are_not(check: Any) -> None:
    def long_link(document: dict[str, Any]) -> None:
        document["images"] = [{"uri": "data:image/png;base64," + "A" * 12_000_000}]

    assert check(changed(long_link)).triangles == 1
    with pytest.raises(ModelDoubtful, match="too large"):
        check(changed(lambda document: at(document, "extras", to=[0] * 2_000)), json_values=2_000)
