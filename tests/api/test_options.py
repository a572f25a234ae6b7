# SPDX-License-Identifier: GPL-3.0-or-later
"""The options: what is sent for which tier, what is refused, and that they survive being stored."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.errors import InvalidOptions
from rodin_props.api.options.fields import GROUPS, option_of
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.rules import problems
from rodin_props.api.options.types import (
    GEN_1_TIERS,
    GEN_2_5_TIERS,
    Addons,
    Choice,
    ConditionMode,
    GeometryFileFormat,
    GeometryInstructMode,
    Material,
    MeshMode,
    Quality,
    Symmetry,
    TextureMode,
    Tier,
    face_range,
)


def _values(name: str, default: object) -> st.SearchStrategy[object]:
    if isinstance(default, Choice):
        return st.sampled_from(list(type(default)))
    if isinstance(default, bool):
        return st.booleans()
    option = option_of(name)
    return st.integers(option.minimum, option.maximum)


any_options = st.builds(GenerationOptions, **{f.name: _values(f.name, f.default) for f in fields(GenerationOptions)})
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def _refused(options: GenerationOptions) -> list[str]:
    return [problem.field for problem in problems(options, image_count=1, has_prompt=False)]


@given(any_options)
def test_options_survive_being_stored(options):
    assert GenerationOptions.from_dict(options.to_dict()) == options


@given(st.dictionaries(st.sampled_from([f.name for f in fields(GenerationOptions)]) | st.text(), junk))
def test_whatever_was_stored_reads_back_as_valid_options(stored):
    options = GenerationOptions.from_dict(stored)
    assert GenerationOptions.from_dict(options.to_dict()) == options


def test_a_stored_choice_is_read_by_name_and_by_wire_word():
    assert GenerationOptions.from_dict({"tier": "GEN_2_5_LOW"}).tier is Tier.GEN_2_5_LOW
    assert GenerationOptions.from_dict({"tier": "Gen-2.5-Low"}).tier is Tier.GEN_2_5_LOW


@given(any_options, st.integers(0, 5))
def test_every_form_says_the_five_things_whose_defaults_drift(options, image_count):
    form = options.form(image_count=image_count)
    assert {"tier", "geometry_file_format", "material", "mesh_mode"} <= form.keys()
    assert ("quality" in form) != ("quality_override" in form)


@given(any_options)
def test_a_form_holds_plain_words_only(options):
    for text in options.form(image_count=2).values():
        assert text
        assert text not in {"True", "False", "None"} or text == Material.NONE.value


@given(any_options)
def test_a_form_holds_only_what_the_tier_takes(options):
    taken = {option_of(name).wire for name in options.applicable()}
    always = {"tier", "geometry_file_format", "material", "mesh_mode", "quality"}
    assert options.form(image_count=2).keys() <= taken | always


@given(any_options)
def test_the_estimate_is_never_below_the_price_of_a_generation(options):
    assert options.estimated_credits >= 0.5
    assert options.expected_faces >= 1


def test_the_defaults_are_the_documented_ones():
    assert GenerationOptions().form() == {
        "tier": "Gen-2",
        "geometry_file_format": "glb",
        "material": "PBR",
        "mesh_mode": "Quad",
        "quality": "medium",
    }
    assert GenerationOptions().estimated_credits == 0.5
    assert GenerationOptions().expected_faces == 18_000


EVERYTHING_ON = GenerationOptions(
    quality=Quality.HIGH,
    texture_mode=TextureMode.EXTREME_HIGH,
    hd_texture=True,
    uhd_texture=True,
    texture_delight=True,
    addons=Addons.HIGH_PACK,
    geometry_instruct_mode=GeometryInstructMode.CREATIVE,
    is_symmetric=Symmetry.BALANCED,
    is_micro=True,
    ta_pose=True,
    use_hyper=True,
    mesh_simplify=False,
    mesh_smooth=False,
    condition_mode=ConditionMode.FUSE,
    use_original_alpha=True,
    geometry_file_format=GeometryFileFormat.FBX,
    seed=0,
    preview_render=True,
)
ALL_TIERS = {
    "material": "PBR",
    "use_original_alpha": "true",
    "TAPose": "true",
    "seed": "0",
    "preview_render": "true",
}
GEN_1 = ALL_TIERS | {"condition_mode": "fuse"}
GEN_2_5 = ALL_TIERS | {
    "geometry_file_format": "fbx",
    "mesh_mode": "Raw",
    "quality": "high",
    "addons": "HighPack",
    "hd_texture": "true",
    "uhd_texture": "true",
    "texture_delight": "true",
    "texture_mode": "extreme-high",
    "geometry_instruct_mode": "creative",
    "is_symmetric": "balanced",
}


@pytest.mark.parametrize(
    ("tier", "mesh_mode", "expected"),
    [
        pytest.param(
            Tier.SKETCH,
            MeshMode.QUAD,
            GEN_1 | {"geometry_file_format": "glb", "quality": "high", "addons": "HighPack", "mesh_smooth": "false"},
            id="sketch writes glb only and knows no hyper detail",
        ),
        pytest.param(
            Tier.REGULAR,
            MeshMode.RAW,
            GEN_1 | {"geometry_file_format": "fbx", "quality": "medium", "mesh_simplify": "false", "use_hyper": "true"},
            id="raw on the first generation forces medium and takes no addons",
        ),
        pytest.param(
            Tier.DETAIL,
            MeshMode.QUAD,
            GEN_1
            | {
                "geometry_file_format": "fbx",
                "quality": "high",
                "mesh_smooth": "false",
                "use_hyper": "true",
                "addons": "HighPack",
            },
            id="quads on the first generation are smoothed, not simplified",
        ),
        pytest.param(
            Tier.GEN_2,
            MeshMode.RAW,
            ALL_TIERS | {"geometry_file_format": "fbx", "quality": "high", "addons": "HighPack", "hd_texture": "true"},
            id="the second generation knows hd textures alone",
        ),
        pytest.param(Tier.GEN_2_5_HIGH, MeshMode.RAW, GEN_2_5, id="the newest takes most"),
        pytest.param(
            Tier.GEN_2_5_EXTREME_HIGH, MeshMode.RAW, GEN_2_5 | {"is_micro": "true"}, id="the finest takes micro detail"
        ),
    ],
)
def test_each_tier_gets_what_it_takes(tier, mesh_mode, expected):
    options = replace(EVERYTHING_ON, tier=tier, mesh_mode=mesh_mode)
    assert options.form(image_count=2) == expected | {"tier": tier.value, "mesh_mode": mesh_mode.value}


def test_several_pictures_alone_need_a_condition_mode():
    options = GenerationOptions(tier=Tier.REGULAR)
    assert "condition_mode" not in options.form(image_count=1)
    assert options.form(image_count=2)["condition_mode"] == "concat"


def test_the_first_generation_says_what_is_on_by_default():
    assert GenerationOptions(tier=Tier.REGULAR).form()["mesh_smooth"] == "true"
    assert GenerationOptions(tier=Tier.REGULAR, mesh_mode=MeshMode.RAW).form()["mesh_simplify"] == "true"


def test_geometry_alone_takes_no_texture_options():
    options = replace(EVERYTHING_ON, tier=Tier.GEN_2_5_HIGH, material=Material.NONE)
    textures = {"texture_mode", "hd_texture", "uhd_texture", "texture_delight", "addons"}
    assert textures.isdisjoint(options.applicable())
    assert options.estimated_credits == 0.5


def test_the_newest_tiers_always_say_how_faithful_they_shall_be():
    for tier in GEN_2_5_TIERS:
        assert GenerationOptions(tier=tier).form()["geometry_instruct_mode"] == "faithful"


def test_a_face_count_takes_the_place_of_the_quality():
    form = GenerationOptions(quality_override=5_000).form()
    assert form["quality_override"] == "5000"
    assert "quality" not in form
    assert GenerationOptions(quality_override=5_000).expected_faces == 5_000


def test_sketch_ignores_a_face_count():
    options = GenerationOptions(tier=Tier.SKETCH, quality_override=5_000)
    assert "quality_override" not in options.form()
    assert _refused(options) == []


@pytest.mark.parametrize(
    ("tier", "mesh_mode", "lowest", "highest"),
    [
        (Tier.REGULAR, MeshMode.QUAD, 2_000, 200_000),
        (Tier.SMOOTH, MeshMode.RAW, 2_000, 200_000),
        (Tier.GEN_2, MeshMode.QUAD, 1_000, 200_000),
        (Tier.GEN_2, MeshMode.RAW, 500, 1_000_000),
        (Tier.GEN_2_5_LOW, MeshMode.QUAD, 1_000, 200_000),
        (Tier.GEN_2_5_LOW, MeshMode.RAW, 500, 1_000_000),
        (Tier.GEN_2_5_HIGH, MeshMode.RAW, 20_000, 2_000_000),
        (Tier.GEN_2_5_EXTREME_HIGH, MeshMode.RAW, 20_000, 2_000_000),
    ],
)
def test_face_counts_are_held_to_the_range_of_tier_and_mesh(tier, mesh_mode, lowest, highest):
    bounds = face_range(tier, mesh_mode)
    assert (bounds.minimum, bounds.maximum) == (lowest, highest)
    for count, refused in ((lowest - 1, True), (lowest, False), (highest, False), (highest + 1, True)):
        if count <= option_of("quality_override").maximum:
            options = GenerationOptions(tier=tier, mesh_mode=mesh_mode, quality_override=count)
            assert (_refused(options) == ["quality_override"]) is refused


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"seed": -2}, "seed"),
        ({"seed": 65_536}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"seed": True}, "seed"),
        ({"quality_override": -1}, "quality_override"),
        ({"quality_override": 2_000_001}, "quality_override"),
        ({"tier": "Gen-2"}, "tier"),
        ({"hd_texture": 1}, "hd_texture"),
        ({"material": Quality.LOW}, "material"),
    ],
)
def test_values_out_of_bounds_or_of_the_wrong_kind_are_refused(values, field):
    with pytest.raises(InvalidOptions) as caught:
        GenerationOptions(**values)
    assert caught.value.field == field


@pytest.mark.parametrize("seed", [0, 65_535])
def test_the_ends_of_the_seeds_are_legal(seed):
    assert GenerationOptions().with_seed(seed).form()["seed"] == str(seed)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        pytest.param({"tier": Tier.SKETCH, "material": Material.ALL}, "material", id="sketch makes no all"),
        pytest.param({"tier": Tier.SKETCH, "material": Material.NONE}, "material", id="sketch makes no bare geometry"),
        pytest.param(
            {"tier": Tier.GEN_2_5_LOW, "geometry_instruct_mode": GeometryInstructMode.CREATIVE},
            "geometry_instruct_mode",
            id="low is not creative",
        ),
        pytest.param(
            {"tier": Tier.GEN_2_5_HIGH, "geometry_file_format": GeometryFileFormat.USDZ},
            "geometry_file_format",
            id="the newest writes no usdz",
        ),
    ],
)
def test_combinations_the_service_refuses_are_refused_here(values, field):
    assert _refused(GenerationOptions(**values)) == [field]


def test_nothing_to_make_a_prop_from_is_refused():
    found = problems(GenerationOptions(), image_count=0, has_prompt=False)
    assert [problem.field for problem in found] == ["images"]


@pytest.mark.parametrize(("image_count", "refused"), [(0, False), (5, False), (6, True)])
def test_up_to_five_pictures(image_count, refused):
    assert bool(problems(GenerationOptions(), image_count=image_count, has_prompt=True)) is refused


def test_labels_must_match_the_pictures_where_they_are_sent():
    newest = GenerationOptions(tier=Tier.GEN_2_5_LOW)
    assert [p.field for p in problems(newest, image_count=2, has_prompt=False, label_count=1)] == ["image_labels"]
    assert problems(newest, image_count=2, has_prompt=False, label_count=2) == ()
    assert problems(GenerationOptions(), image_count=2, has_prompt=False, label_count=1) == ()


@given(any_options, st.integers(0, 8), st.booleans(), st.integers(0, 8))
def test_problems_are_two_sentences(options, image_count, has_prompt, label_count):
    for problem in problems(options, image_count=image_count, has_prompt=has_prompt, label_count=label_count):
        assert problem.sentence.endswith(".")
        assert problem.sentence.count(". ") >= 1


@pytest.mark.parametrize(
    ("options", "credits_needed"),
    [
        (GenerationOptions(tier=Tier.SKETCH), 0.5),
        (GenerationOptions(tier=Tier.GEN_2_5_EXTREME_HIGH), 1.0),
        (GenerationOptions(addons=Addons.HIGH_PACK), 1.5),
        (GenerationOptions(tier=Tier.REGULAR, mesh_mode=MeshMode.RAW, addons=Addons.HIGH_PACK), 0.5),
        (GenerationOptions(tier=Tier.GEN_2_5_LOW, texture_mode=TextureMode.EXTREME_HIGH), 2.5),
        (replace(EVERYTHING_ON, tier=Tier.GEN_2_5_EXTREME_HIGH), 4.0),
    ],
)
def test_estimated_credits(options, credits_needed):
    assert options.estimated_credits == credits_needed


@pytest.mark.parametrize(
    ("tier", "mesh_mode", "counts"),
    [
        (Tier.GEN_2, MeshMode.QUAD, [50_000, 18_000, 8_000, 4_000]),
        (Tier.GEN_2, MeshMode.RAW, [500_000, 150_000, 20_000, 2_000]),
        (Tier.GEN_2_5_LOW, MeshMode.RAW, [1_000_000, 500_000, 60_000, 20_000]),
        (Tier.REGULAR, MeshMode.RAW, [18_000] * 4),
    ],
)
def test_expected_faces(tier, mesh_mode, counts):
    assert [GenerationOptions(tier=tier, mesh_mode=mesh_mode, quality=q).expected_faces for q in Quality] == counts


@pytest.mark.parametrize("name", [f.name for f in fields(GenerationOptions)])
def test_words_follow_blenders_manner(name):
    option = option_of(name)
    assert option.group in GROUPS
    assert option.label[0].isupper()
    assert not option.help.endswith(".")
    assert option.help[0].isupper()
    default = getattr(GenerationOptions(), name)
    for choice in type(default) if isinstance(default, Choice) else ():
        assert choice.name.isidentifier()
        assert choice.name.isupper()
        assert choice.label
        assert choice.help[0].isupper()
        assert not choice.help.endswith(".")


def test_fields_stand_in_the_order_of_the_groups():
    groups = [option_of(f.name).group for f in fields(GenerationOptions)]
    assert groups == sorted(groups, key=GROUPS.index)


def test_every_tier_has_a_family():
    assert {tier.value for tier in GEN_1_TIERS} == {"Sketch", "Regular", "Detail", "Smooth"}
    assert len(GEN_2_5_TIERS) == 5
