# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts may spend: what the artist set, nothing before, and once for each key."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]


def test_without_a_limit_scripts_spend_nothing(script: Any, preferences: Any, submissions: Any, jobs: Any) -> None:
    before = len(jobs())
    assert preferences.bl_rna.properties["script_credit_limit"].default == 0.0
    with pytest.raises(script.RodinError, match=r"Scripts may not spend credits\. Raise “Credits a Day for") as refused:
        script.make("a lamp")
    assert refused.value.code == "SCRIPT_LIMIT"
    assert (submissions(), len(jobs())) == (0, before)


def test_a_script_spends_no_more_than_the_limit_and_what_is_removed_counts(
    script: Any, allow: Any, submissions: Any, part: Part
) -> None:
    allow(1.0)
    first, _ = script.make("a lamp"), script.make("a stool")
    with pytest.raises(script.RodinError, match=r"costs 0\.5 credits\. .* of which 0 are left"):
        script.make("a table")
    script.wait(first)
    part("session.session").current().ledger.remove(first)
    with pytest.raises(script.RodinError, match="0 are left"):
        script.make("a table")
    assert submissions() <= 2


def test_all_of_several_are_made_or_none(script: Any, allow: Any, jobs: Any) -> None:
    allow(1.0)
    before, wanted = len(jobs()), [script.Wanted(prompt=word) for word in ("a lamp", "a stool", "a table")]
    assert script.price(wanted) == 1.5
    with pytest.raises(script.RodinError, match=r"costs 1\.5 credits"):
        script.make_all(wanted)
    assert len(jobs()) == before
    assert len(script.make_all(wanted[:2])) == 2


def test_the_same_key_pays_once_also_when_nothing_is_left(script: Any, allow: Any, submissions: Any) -> None:
    allow(0.5)
    lamp = script.make("a lamp", key="bar/lamp")
    assert script.make("a lamp", key="bar/lamp") == lamp
    script.wait(lamp)
    allow(0.0)
    assert script.make("a lamp", key="bar/lamp") == lamp
    assert script.price([script.Wanted(prompt="a lamp", key="bar/lamp")]) == 0.0
    assert submissions() == 1


def test_a_key_that_was_paid_and_removed_says_so(script: Any, allow: Any, submissions: Any, part: Part) -> None:
    allow(1.0)
    (made,) = script.wait(script.make("a vase", key="bar/vase"))
    part("session.session").current().ledger.remove(made.job_id)
    with pytest.raises(script.RodinError, match="“Vase” was paid for by its key before, and removed"):
        script.make("a vase", key="bar/vase")
    assert submissions() == 1


def test_what_was_refused_unpaid_leaves_its_credits_to_be_spent(script: Any, allow: Any, sandbox: Any) -> None:
    sandbox.scenario(faults={"submit.http_400": 1})
    allow(0.5)
    (failed,) = script.wait(script.make("a lamp", key="refused"))
    assert failed.state == "FAILED"
    (made,) = script.wait(script.make("a lamp", key="refused"))
    assert (made.state, made.job_id) == ("READY", failed.job_id)
    with pytest.raises(script.RodinError, match="0 are left"):
        script.make("a table")


def test_what_a_person_orders_does_not_count(script: Any, allow: Any, part: Part) -> None:
    allow(0.5)
    bpy.ops.rodin_props.generate_from_text(prompt="a stool")
    part("session.orders.ordering").order(bpy.context, [part("session.orders.order").Order(prompt="a table")])
    assert script.make("a lamp")


def test_a_disabled_extension_says_that_it_is(script: Any, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part("session.addon"), "BASE_PACKAGE", "bl_ext.user_default.gone")
    with pytest.raises(script.RodinError, match="not enabled in this Blender"):
        script.make("a lamp")
