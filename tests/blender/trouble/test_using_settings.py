# SPDX-License-Identifier: GPL-3.0-or-later
"""What a generation was made of comes back into the panel, for the artist to change there what was wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from blockout_scene import new_box

Part = Callable[[str], ModuleType]


@pytest.fixture
def settings(ledger: Any) -> Any:
    """The scene's settings, as somebody left them who did something else meanwhile."""
    settings = bpy.context.scene.rodin_props
    settings.source, settings.prompt, settings.tier = "CAMERA", "something else", "GEN_2"
    settings.seed = -1
    settings.height_meters, settings.placement = 7.0, "CURSOR"
    return settings


@pytest.fixture
def options(part: Part) -> Any:
    """Options that are not the usual ones."""
    types = part("api.options.types")
    return part("api.options.generation_options").GenerationOptions(tier=types.Tier.GEN_2_5_LOW, seed=77)


def target(part: Part, **values: Any) -> Any:
    """What was asked for beside the model."""
    return part("jobs.target").Target(**values)


@pytest.fixture
def use(part: Part) -> Callable[[Any], None]:
    """A function that presses the button of a job which the list shows."""

    def press(job: Any) -> None:
        part("session.session").current().refresh()
        assert bpy.ops.rodin_props.use_settings(job=job.id) == {"FINISHED"}

    return press


def test_words_options_size_and_front_are_as_they_were(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any], options: Any, ledger: Any
) -> None:
    asked = target(part, size_meters=2.5, size_axis="LONGEST_SIDE", facing="LEFT")
    job = add(prompt="a velvet sofa", options=options, target=asked)
    use(job)
    assert (settings.source, settings.prompt, settings.tier) == ("TEXT", "a velvet sofa", "GEN_2_5_LOW")
    assert settings.height_meters == pytest.approx(2.5)
    assert (settings.size_axis, settings.facing, settings.placement) == ("LONGEST_SIDE", "LEFT", "CURSOR")
    assert ledger.get(job.id) == job, "nothing is sent"


@pytest.mark.parametrize(("chosen", "seed"), [(-1, -1), (77, 77), (5, -1)])
def test_a_random_seed_stays_random_and_a_chosen_one_chosen(
    settings: Any, use: Callable[[Any], None], add: Callable[..., Any], options: Any, chosen: int, seed: int
) -> None:
    settings.seed = chosen
    use(add(options=options))
    assert settings.seed == seed


def pictured(part: Part, add: Callable[..., Any], folder: Path, **values: Any) -> Any:
    """Add a job of two pictures, whose copies are there."""
    job = add(source="PICTURE", images=("image_1.png", "image_2.png"), image_labels=("F", "L"), **values)
    for name in job.images:
        (job.folder / name).write_bytes(b"picture")
    return job


def test_its_pictures_are_those_of_the_panel(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any], tmp_path: Path
) -> None:
    settings.pictures.add().filepath = "/elsewhere/other.png"
    job = pictured(part, add, tmp_path)
    use(job)
    assert settings.source == "PICTURE"
    assert [Path(item.filepath) for item in settings.pictures] == [job.folder / name for name in job.images]
    assert [item.label for item in settings.pictures] == ["FRONT", "LEFT"]


def test_where_its_pictures_are_gone_the_rest_comes_back_and_it_is_said(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any], tmp_path: Path, capfd: Any
) -> None:
    settings.pictures.add().filepath = "/elsewhere/other.png"
    job = pictured(part, add, tmp_path, prompt="a sofa")
    (job.folder / "image_2.png").unlink()
    use(job)
    assert (settings.source, settings.prompt) == ("PICTURE", "a sofa")
    assert [item.filepath for item in settings.pictures] == ["/elsewhere/other.png"]
    assert "The pictures of “Chair” are gone. Choose pictures in the panel." in capfd.readouterr().out


def test_the_transparency_that_came_with_a_selection_is_not_kept_for_others(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any], options: Any
) -> None:
    use(
        add(
            source="CAMERA",
            options=replace(options, use_original_alpha=True),
            target=target(part, only_selected=True),
        )
    )
    assert (settings.source, settings.only_selected, settings.use_original_alpha) == ("CAMERA", True, False)


def test_its_blockout_is_selected_again_and_has_its_own_words(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any]
) -> None:
    box, other = new_box("Sofa box"), new_box("Other", location=(5, 0, 0))
    box.rodin_props.prompt = "a velvet sofa"
    box.select_set(False)
    other.select_set(True)
    bpy.context.view_layer.update()
    use(add(prompt="a velvet sofa", target=target(part, blockout="Sofa box", size_meters=2.0)))
    assert bpy.context.selected_objects == [box]
    assert bpy.context.view_layer.objects.active is box
    assert (settings.placement, settings.prompt) == ("BLOCKOUT", "something else")
    assert settings.height_meters == pytest.approx(7.0), "its box says how big it is"


def test_a_blockout_that_is_gone_leaves_the_size_that_it_had(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any]
) -> None:
    settings.placement = "BLOCKOUT"
    use(add(prompt="a sofa", target=target(part, blockout="Gone", size_meters=2.0)))
    assert (settings.placement, settings.prompt) == ("SEEN", "a sofa")
    assert settings.height_meters == pytest.approx(2.0)


def test_pictures_that_could_not_be_sent_are_the_artists_own(
    part: Part, settings: Any, use: Callable[[Any], None], options: Any, ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = bpy.data.images.new("painted", 8, 8)
    inputs = part("session.prop_inputs").Inputs(
        source=part("session.sources").Source.PICTURE,
        name="Sofa",
        prompt="a sofa",
        options=options,
        pictures=(Path("/photos/sofa.png"), part("session.picture_list").BlenderImage(image.name)),
    )
    pending = part("session.pending_pictures").PendingPictures(planned=((Path("/nowhere/1"), inputs),), error="No.")
    state = part("session.session").current()
    monkeypatch.setitem(state.pending, "1", pending)
    use(SimpleNamespace(id="1"))
    file, painted = settings.pictures
    assert (file.filepath, painted.image) == ("/photos/sofa.png", image)
    assert (settings.prompt, settings.tier) == ("a sofa", "GEN_2_5_LOW")


def test_a_task_that_was_added_by_its_id_changes_nothing(
    settings: Any, use: Callable[[Any], None], add: Callable[..., Any], capfd: Any
) -> None:
    use(add(source="", prompt=""))
    assert (settings.source, settings.prompt) == ("CAMERA", "something else")
    assert "“Chair” was not made with the settings of the panel." in capfd.readouterr().out


def test_what_is_made_again_after_that_is_what_was_asked_for(
    part: Part, settings: Any, use: Callable[[Any], None], add: Callable[..., Any], options: Any
) -> None:
    job = add(prompt="a velvet sofa", options=options)
    use(job)
    again = part("session.inputs.from_settings").from_panel(bpy.context)
    assert (again.prompt, again.options) == (job.prompt, job.options.with_seed(-1))
