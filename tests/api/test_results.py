# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of a result's files is the model, whatever they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.errors import BadResponse, NoModelInResult
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Addons, GeometryFileFormat, Material, MeshMode, Tier
from rodin_props.api.results import RemoteFile, choose_model_file, choose_preview, files_from_json, same_file

PBR, SHADED, PLAIN, PREVIEW = "base_basic_pbr.glb", "base_basic_shaded.glb", "base.glb", "preview.webp"


def _files(*names: str) -> tuple[RemoteFile, ...]:
    return tuple(RemoteFile(url=f"https://files.example/{number}?k=secret", name=n) for number, n in enumerate(names))


@pytest.mark.parametrize(
    ("names", "material", "expected"),
    [
        ((PBR, PREVIEW), Material.PBR, PBR),
        ((PREVIEW, SHADED), Material.SHADED, SHADED),
        ((SHADED, PBR, PREVIEW), Material.ALL, PBR),
        ((PBR, SHADED), Material.SHADED, SHADED),
        ((PBR, PLAIN), Material.NONE, PLAIN),
        ((SHADED, PLAIN), Material.PBR, PLAIN),
        ((PLAIN,), Material.SHADED, PLAIN),
        (("preview.glb.webp", "BASE_PBR.GLB"), Material.PBR, "BASE_PBR.GLB"),
        (("../../etc/passwd.glb",), Material.PBR, "../../etc/passwd.glb"),
        (("first.glb", "second.glb"), Material.PBR, "first.glb"),
    ],
)
def test_the_model_is_found(names, material, expected):
    assert choose_model_file(_files(*names), GenerationOptions(material=material)).name == expected


DENSE_NAMES = ["base_high_pbr.glb", "highpoly_pbr.glb", "pbr-HighPack.glb", "base.original.pbr.glb", "raw_pbr.glb"]


@pytest.mark.parametrize("dense", DENSE_NAMES)
@pytest.mark.parametrize("usual", [PBR, PLAIN])
def test_a_denser_mesh_is_never_taken_unasked(dense, usual):
    options = GenerationOptions(tier=Tier.GEN_2_5_EXTREME_HIGH, mesh_mode=MeshMode.RAW, addons=Addons.HIGH_PACK)
    for names in ((dense, usual, PREVIEW), (usual, dense)):
        assert choose_model_file(_files(*names), options, size_bytes=_must_not_measure).name == usual


@pytest.mark.parametrize("dense", DENSE_NAMES)
def test_a_denser_mesh_is_taken_if_it_was_asked_for(dense):
    options = GenerationOptions(tier=Tier.GEN_2, mesh_mode=MeshMode.QUAD, addons=Addons.HIGH_PACK)
    assert choose_model_file(_files(PBR, dense), options, size_bytes=_must_not_measure).name == dense


def test_a_denser_mesh_is_told_by_its_link_too():
    files = tuple(RemoteFile(url=f"https://files.example/{name}?k=v", name=PBR) for name in ("high.glb", "a.glb"))
    assert choose_model_file(files, GenerationOptions()) is files[1]


def test_the_only_model_is_taken_whatever_it_is_called():
    assert choose_model_file(_files("high.glb", PREVIEW), GenerationOptions()).name == "high.glb"


def _must_not_measure(file: RemoteFile) -> int | None:
    raise AssertionError(f"the name of {file.name} says enough")


@pytest.mark.parametrize(
    ("sizes", "addons", "expected"),
    [
        ((900, 100, 500), Addons.NONE, 1),
        ((900, 100, 500), Addons.HIGH_PACK, 0),
        ((900, None, 500), Addons.NONE, 2),
        ((None, None, None), Addons.NONE, 0),
        ((None, None, None), Addons.HIGH_PACK, 0),
        ((100, 100, 100), Addons.NONE, 0),
    ],
)
def test_where_names_say_nothing_the_size_decides(sizes, addons, expected):
    files = _files("a.glb", "b.glb", "c.glb")
    by_url = {file.url: size for file, size in zip(files, sizes, strict=True)}
    chosen = choose_model_file(files, GenerationOptions(addons=addons), size_bytes=lambda file: by_url[file.url])
    assert chosen is files[expected]


def test_a_hundred_models_are_not_all_measured():
    files = _files(*(f"{number}.glb" for number in range(100)))
    assert choose_model_file(files, GenerationOptions(), size_bytes=_must_not_measure) is files[0]


def test_hybrid_materials_are_told_by_their_name():
    options = GenerationOptions(material=Material.HYBRID)
    assert choose_model_file(_files(SHADED, PBR, "base_basic_hybrid.glb"), options).name == "base_basic_hybrid.glb"
    assert choose_model_file(_files(SHADED, PBR), options).name == PBR


def test_a_file_is_found_again_in_a_newer_list():
    def link(path: str, signature: str, name: str = PBR) -> RemoteFile:
        return RemoteFile(url=f"https://files.example/{path}?k={signature}", name=name)

    known = link("b/x.glb", "old")
    renewed = (link("a/x.glb", "new"), link("b/x.glb", "new"), link("b/x.glb", "new", name=PLAIN))
    assert same_file(renewed, known) is renewed[1]
    assert same_file(renewed[:1], known) is renewed[0]
    assert same_file(renewed[2:], known) is None


@pytest.mark.parametrize("wanted", list(GeometryFileFormat))
def test_the_wanted_format_is_found(wanted):
    names = [f"base.{each.value}" for each in GeometryFileFormat] + ["texture_diffuse.png", PREVIEW]
    options = GenerationOptions(geometry_file_format=wanted)
    assert choose_model_file(_files(*names), options).suffix == wanted.value


def test_sketch_always_gives_a_glb():
    options = GenerationOptions(tier=Tier.SKETCH, geometry_file_format=GeometryFileFormat.FBX)
    assert choose_model_file(_files("base.glb"), options).name == "base.glb"


def test_a_name_without_a_kind_is_told_by_its_link():
    file = RemoteFile(url="https://files.example/x/model.GLB?X-Tos-Expires=600", name="the model")
    assert choose_model_file((file,), GenerationOptions()) is file


def test_links_tell_apart_what_names_do_not():
    files = tuple(RemoteFile(url=f"https://files.example/{name}?k=v", name=PBR) for name in (PREVIEW, "x", "base.glb"))
    assert choose_model_file(files, GenerationOptions()).url.startswith("https://files.example/x")
    assert choose_model_file(files[:1], GenerationOptions()) is files[0]


@pytest.mark.parametrize("names", [(), (PREVIEW,), ("base.obj", "base.mtl"), ("model.zip",), ("glb",)])
def test_no_model_says_which_files_there_are(names):
    with pytest.raises(NoModelInResult) as caught:
        choose_model_file(_files(*names), GenerationOptions())
    assert caught.value.names == names
    assert all(name in str(caught.value) for name in names)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((PBR, PREVIEW), PREVIEW),
        ((PREVIEW, "render_0.jpg"), "render_0.jpg"),
        (("texture_diffuse.png", PBR), None),
        ((), None),
    ],
)
def test_the_preview_is_found(names, expected):
    found = choose_preview(_files(*names))
    assert (found.name if found else None) == expected


def test_a_broken_entry_does_not_cost_the_model_beside_it():
    entries = [None, {}, {"url": ""}, {"url": "https://files.example/a.glb"}, {"url": "a\nb", "name": "x"}, 5]
    assert [file.name for file in files_from_json({"list": entries})] == ["a.glb"]


@pytest.mark.parametrize("body", [None, [], {}, {"list": None}, {"list": {}}, {"list": "a"}])
def test_what_is_no_list_is_refused(body):
    with pytest.raises(BadResponse):
        files_from_json(body)


@given(st.text(), st.text(min_size=1))
def test_any_name_and_link_are_read_or_refused(name, url):
    try:
        file = RemoteFile.from_json({"url": url, "name": name})
    except BadResponse:
        return
    assert len(file.name) <= 120
    assert file.name.isprintable()
    assert file.suffix == "" or file.suffix.isalnum()


def test_a_link_is_not_in_a_repr():
    assert "secret" not in repr(_files(PBR))
