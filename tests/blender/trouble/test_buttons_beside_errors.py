# SPDX-License-Identifier: GPL-3.0-or-later
"""Wherever an error is shown there are the button that helps and the one that copies the details."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
COPY, PREFERENCES = "rodin_props.copy_details", "rodin_props.show_preferences"


def look(part: Part) -> None:
    """Look at the ledger, as the monitor does."""
    part("session.watching.look").forget()
    part("session.watching.look").look(bpy.context)


@pytest.fixture
def failed(part: Part, add: Callable[..., Any], ledger: Any) -> Callable[[Exception], Any]:
    """A function that makes a job which failed by an error."""

    def run(error: Exception) -> Any:
        job = add("SUBMITTING")
        ledger.fail(job.id, error)
        look(part)
        return ledger.get(job.id)

    return run


def drawn_jobs(part: Part) -> Layout:
    """Draw the list."""
    layout = Layout()
    part("ui.job_list").RODIN_PROPS_PT_jobs.draw(SimpleNamespace(layout=layout), context())
    return layout


@pytest.mark.parametrize(
    ("error", "helps"),
    [
        (lambda errors: errors.Unauthorized(401), PREFERENCES),
        (lambda errors: errors.InsufficientCredits(201), "rodin_props.open_dashboard"),
        (lambda errors: errors.DiskFull(), "rodin_props.clean_up"),
        (lambda errors: errors.FolderNotWritable(), PREFERENCES),
        (lambda errors: errors.RequestsMissing(), "wm.url_open"),
        (lambda errors: errors.OfflineByChoice(), "extensions.userpref_show_online"),
        (lambda errors: errors.GenerationFailed(), "rodin_props.retry_job"),
    ],
)
def test_the_list_has_the_button_that_helps_and_copy_details(
    part: Part, failed: Callable[[Exception], Any], error: Callable[[Any], Exception], helps: str
) -> None:
    failed(error(part("api.errors")))
    layout = drawn_jobs(part)
    assert {helps, COPY} <= set(layout.operators)


def test_a_job_without_an_error_has_nothing_to_copy(part: Part, add: Callable[..., Any]) -> None:
    add("SUBMITTING", "WAITING")
    look(part)
    assert COPY not in drawn_jobs(part).operators


def test_a_list_that_cannot_be_read_can_be_told_of(part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise part("jobs.errors").LedgerUnusable("a newer version of the add-on wrote it")

    monkeypatch.setattr(part("session.session").current(), "refresh", refuse)
    part("session.watching.look").forget()
    layout = drawn_jobs(part)
    assert "The list of jobs cannot be read" in layout.words
    assert layout.operators == [COPY]


def test_what_is_wrong_with_the_account_is_in_the_preferences_with_copy_details(part: Part, ledger: Any) -> None:
    account = part("session.addon").account(bpy.context)
    ledger.accounts.record_error(account.id, part("api.errors").NoSubscription(403))
    look(part)
    layout = Layout()
    part("ui.layouts.account").draw_account(layout, context())
    assert "does not allow this request" in layout.words
    assert layout.operators == ["rodin_props.open_dashboard", COPY]


def generate_button(part: Part, *, prompt: str = "a crate") -> Layout:
    """Draw what stands under the options: the button and what is said about it."""
    layout, settings = Layout(), bpy.context.scene.rodin_props
    settings.source, settings.prompt = "TEXT", prompt
    source = part("session.sources").Source.TEXT
    part("ui.layouts.button").draw_button(layout, context(), settings, source)
    return layout


def test_a_refused_key_is_said_at_the_generate_button(part: Part, ledger: Any, add: Callable[..., Any]) -> None:
    account = part("session.addon").account(bpy.context)
    look(part)
    assert PREFERENCES not in generate_button(part).operators
    job = add()
    ledger.block(account.id, part("api.errors").Unauthorized(401))
    ledger.cancel(job.id)
    look(part)
    layout = generate_button(part)
    assert "Rodin did not accept the API key. Set a valid key in the preferences." in layout.words
    assert layout.operators[1:] == [PREFERENCES, COPY, "rodin_props.test_key"]
    assert "did not accept the API key" in generate_button(part, prompt="").words, "also where more is missing"
    ledger.accounts.record_balance(account.id, 12.5)
    look(part)
    layout = generate_button(part)
    assert layout.operators[1:] == []
    assert "12.5 credits left" in layout.words


@pytest.fixture
def prop(part: Part) -> Any:
    """A prop that is selected and active."""
    bpy.ops.mesh.primitive_cube_add()
    provenance = part("scene.provenance")
    provenance.write(bpy.context.object, provenance.Provenance(job_id="job", name="Crate", prompt="a crate"))
    return bpy.context.object


@pytest.mark.parametrize(
    "panel",
    [
        "ui.panels:RODIN_PROPS_PT_button",
        "ui.image_editor:RODIN_PROPS_PT_image",
        "ui.cutting.panels:RODIN_PROPS_PT_cutting",
        "ui.cutting.panels:RODIN_PROPS_PT_cutting_image",
        "ui.dressing:RODIN_PROPS_PT_dress",
        "ui.mesh:RODIN_PROPS_PT_mesh",
        "ui.variants:RODIN_PROPS_PT_prop",
    ],
)
def test_a_refused_key_is_said_once_in_every_panel_with_a_button_that_costs(
    part: Part, ledger: Any, add: Callable[..., Any], prop: Any, panel: str
) -> None:
    bpy.context.scene.rodin_props.prompt = ""
    module, name = panel.split(":")

    def words() -> str:
        look(part)
        layout, told = (
            Layout(),
            context(
                active_object=prop,
                selected_objects=[prop],
                mode="OBJECT",
                window_manager=bpy.context.window_manager,
                view_layer=bpy.context.view_layer,
                space_data=None,
                screen=None,
            ),
        )
        getattr(part(module), name).draw(SimpleNamespace(layout=layout), told)
        return layout.words

    sentence = "Rodin did not accept the API key."
    assert sentence not in words()
    job = add()
    ledger.block(part("session.addon").account(bpy.context).id, part("api.errors").Unauthorized(401))
    ledger.cancel(job.id)
    assert words().count(sentence) == 1


def test_one_credit_is_told_as_one(part: Part, ledger: Any) -> None:
    account = part("session.addon").account(bpy.context)
    ledger.accounts.record_balance(account.id, 1.0)
    ledger.accounts.set_daily_credits(account.id, 1.0)
    look(part)
    part("ui.layouts.account").draw_account(layout := Layout(), context())
    assert "The key works. 1 credit left." in layout.labels
    assert "0 of 1 credit spent in 24 hours" in layout.labels
    assert "1 credit left" in generate_button(part).words


def test_another_key_is_not_the_refused_one(
    part: Part, ledger: Any, add: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    ledger.block(part("session.addon").account(bpy.context).id, part("api.errors").Unauthorized(401))
    monkeypatch.setenv("RODIN_API_KEY", "another-key")
    look(part)
    assert "rodin_props.test_key" not in generate_button(part).operators
