# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files of a list are the parts of a model, in whatever form the service gives them."""

import pytest
from rodin_props.api.errors import NoModelInResult
from rodin_props.api.options.types import PartMaterial
from rodin_props.api.part_results import choose_part_files
from rodin_props.api.results import RemoteFile

PREVIEWS = ["preview.webp", "texture_diffuse.png", "render.jpg"]


def chosen(*names: str, instruction: str = "", material: PartMaterial = PartMaterial.PBR) -> list[str]:
    files = [RemoteFile(url=f"https://files/{number}?sign=1", name=name) for number, name in enumerate(names)]
    return [file.name for file in choose_part_files(files, material=material, instruction=instruction)]


@pytest.mark.parametrize("name", ["bang.glb", "base.glb", "base_basic_pbr.glb", "x.GLB"])
def test_a_single_glb_is_taken_whatever_its_name(name: str) -> None:
    assert chosen(*PREVIEWS, name) == [name]


def test_a_glb_for_each_part_is_taken() -> None:
    assert chosen("part_0.glb", *PREVIEWS, "part_1.glb") == ["part_0.glb", "part_1.glb"]
    assert chosen("base_0.glb", "base_1.glb") == ["base_0.glb", "base_1.glb"]
    assert chosen("3f2a.glb", "77aa.glb") == ["3f2a.glb", "77aa.glb"]


@pytest.mark.parametrize("whole", ["base_basic_pbr.glb", "original.glb", "Whole Model.glb"])
def test_the_whole_beside_the_parts_is_left(whole: str) -> None:
    assert chosen(whole, "bang.glb") == ["bang.glb"]
    assert chosen("drawer.glb", whole, "body.glb", instruction="drawer") == ["drawer.glb", "body.glb"]


def test_a_part_that_is_wanted_is_never_taken_for_the_whole() -> None:
    assert chosen("base.glb", "shade.glb", instruction="base, shade") == ["base.glb", "shade.glb"]


def test_a_zip_is_taken_where_no_glb_is_a_part() -> None:
    assert chosen(*PREVIEWS, "bang.zip", "textures.zip") == ["bang.zip"]
    assert chosen("base.glb", "bang.zip") == ["bang.zip"]
    assert chosen("bang.zip", "part_1.glb", "part_2.glb") == ["part_1.glb", "part_2.glb"]


def test_of_two_materials_the_wanted_one_is_taken() -> None:
    names = ["a_pbr.glb", "a_shaded.glb", "b_pbr.glb", "b_shaded.glb"]
    assert chosen(*names) == ["a_pbr.glb", "b_pbr.glb"]
    assert chosen(*names, material=PartMaterial.SHADED) == ["a_shaded.glb", "b_shaded.glb"]
    assert chosen("x_shaded.zip", "x.zip") == ["x.zip"]


def test_a_picture_that_is_called_like_a_part_is_left_where_its_link_tells() -> None:
    links = {"https://files/part_0.glb?sign=1": "part.glb", "https://files/preview.webp?sign=1": "part.glb"}
    files = [RemoteFile(url=url, name=name) for url, name in links.items()]
    assert choose_part_files(files, material=PartMaterial.PBR, instruction="") == (files[0],)
    assert choose_part_files(files[1:], material=PartMaterial.PBR, instruction="") == (files[1],)


def test_without_a_model_it_says_what_there_is() -> None:
    with pytest.raises(NoModelInResult, match=r"preview\.webp"):
        chosen("preview.webp")
