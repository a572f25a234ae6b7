# SPDX-License-Identifier: GPL-3.0-or-later
"""The button says what Rodin charges, also where that is not what its pages say."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]


@pytest.fixture
def button(part: Part) -> Callable[[], Layout]:
    """A function that draws the Generate button of words."""

    def draw() -> Layout:
        settings = bpy.context.scene.rodin_props
        settings.source, settings.prompt, settings.placement = "TEXT", "a stool", "CURSOR"
        layout = Layout()
        source = part("session.sources").Source.TEXT
        part("ui.layouts.button").draw_button(layout, context(), settings, source)
        return layout

    return draw


def _generate_until_it_is_told(jobs: Jobs) -> Any:
    """Generate until the service says in its answer what it charged: it does not always."""
    for _ in range(30):
        assert bpy.ops.rodin_props.generate_from_text(prompt="a stool") == {"FINISHED"}
        if (job := jobs()[0]).consumed_credits is not None:
            return job
    raise AssertionError("the service never says what it charges")


def _forget_prices(part: Part) -> None:
    ledger = part("session.session").current().ledger
    ledger.notices.clear()
    with ledger.transaction() as connection:
        connection.execute("DELETE FROM prices")


@pytest.fixture(autouse=True)
def _no_prices_of_other_tests(online: Any, part: Part) -> Any:
    _forget_prices(part)
    yield
    _forget_prices(part)


@pytest.mark.long
def test_the_button_learns_what_it_costs(online: Any, jobs: Jobs, part: Part, button: Callable[[], Layout]) -> None:
    state = part("session.session").current()
    assert button().buttons == ["Generate · 0.5 credits"]
    online.scenario(price_generation=1.25)
    job = _generate_until_it_is_told(jobs)
    assert (job.estimated_credits, job.consumed_credits) == (0.5, 1.25)
    assert button().buttons == ["Generate · 1.25 credits"]
    assert state.notices == (
        "Rodin charged 1.25 credits for “Stool”; the button said 0.5 credits. From now on it says what Rodin charges.",
    )
    dialog = part("session.inputs.blockouts").confirmation_sentence(
        context(selected_objects=[bpy.data.objects.new(name, None) for name in ("A", "B")])
    )
    assert dialog.endswith("Rodin charges 1.25 credits for each, 2.5 credits in all.")
    of_one = part("session.inputs.blockouts").confirmation_sentence(
        context(selected_objects=[bpy.data.objects.new("C", None)])
    )
    assert of_one == "“C” becomes a prop. Rodin charges 1.25 credits."
    variant = part("session.inputs.variant")
    assert variant.price(context(), job.options) == "· 1.25 credits"
    online.scenario(price_generation=0.5)
    later = _generate_until_it_is_told(jobs)
    assert (later.estimated_credits, later.consumed_credits) == (1.25, 0.5)
    assert button().buttons == ["Generate · 0.5 credits"]
    assert len(state.notices) == 2


def test_a_price_that_is_not_known_is_said_as_the_most(online: Any, jobs: Jobs, button: Callable[[], Layout]) -> None:
    settings = bpy.context.scene.rodin_props
    settings.tier, settings.addons = "GEN_2_5_LOW", "HIGH_PACK"
    assert button().buttons == ["Generate · up to 1.5 credits"]
    online.scenario(price_high_pack=0.0, texture_pixels=64)
    _generate_until_it_is_told(jobs)
    assert button().buttons == ["Generate · 0.5 credits"]


def test_drawing_a_price_asks_the_ledger_nothing(
    online: Any, jobs: Jobs, part: Part, button: Callable[[], Layout], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs()
    state, asked = part("session.session").current(), []
    monkeypatch.setattr(state.ledger.prices, "all", lambda: asked.append("prices"))
    monkeypatch.setattr(state.ledger.prices, "charged", lambda account: asked.append(account))
    for _ in range(20):
        part("session.inputs.prices").price_of(
            context(), part("api.options.texture_options").TextureOptions().list_price
        )
        button()
    assert asked == []


def test_a_doubtful_choice_is_said_and_stops_nobody(button: Callable[[], Layout], jobs: Jobs) -> None:
    settings = bpy.context.scene.rodin_props
    settings.tier, settings.geometry_file_format = "GEN_2_5_LOW", "USDZ"
    layout = button()
    assert "Gen-2.5 may refuse to write USDZ" in layout.words
    assert layout.buttons == ["Generate · 0.5 credits"]
    settings.tier = "GEN_2"
    assert "USDZ" not in button().words
