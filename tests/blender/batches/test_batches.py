# SPDX-License-Identifier: GPL-3.0-or-later
"""A list becomes props, each paid for once, whatever happens meanwhile and however often it is given."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import bpy
import pytest
from support.pictures import disc

Lists = Callable[..., Path]
Sent = Callable[[], list[str]]


def test_a_list_becomes_a_blend_for_each_row_and_the_same_list_sends_nothing(
    batches: Any, write_list: Lists, sent: Sent, tmp_path: Path
) -> None:
    path = write_list("name,picture,text,size,tags", "Bench,,a bench,0.5,wood", ",red_jug.png,,,", ",,a lamp,,")
    folder = tmp_path / "out"
    looked_at = batches.look_at(path)
    assert (looked_at.paid_count, looked_at.credits) == (3, 1.5)
    made = batches.make(path, folder=folder)
    assert sent() == ["", "a bench", "a lamp"]
    assert [each.job.name for each in made] == ["Bench", "red jug", "Lamp"]
    assert sorted(folder.rglob("*.blend")) == sorted(each.path for each in made)
    assert {each.path.parent for each in made} == {folder / "street"}

    with bpy.data.libraries.load(str(made[0].path), assets_only=True) as (_, wanted):
        wanted.objects = ["Bench"]
    (bench,) = wanted.objects
    assert bench.dimensions.z == pytest.approx(0.5)
    assert "wood" in [tag.name for tag in bench.asset_data.tags]

    again = batches.look_at(path)
    assert (again.paid_count, again.credits) == (0, 0.0)
    assert batches.make(path, folder=folder) == made
    assert len(sent()) == 3


def test_rows_are_known_again_wherever_the_list_stands_and_whatever_else_is_in_it(
    batches: Any, write_list: Lists, sent: Sent, tmp_path: Path
) -> None:
    batches.make(write_list("text,seed", "a table,1", "a stool,1", "a stool,1"))
    assert sent() == ["a stool", "a stool", "a table"]
    other = write_list(
        '{"text": "a stool", "seed": 1, "name": "Lantern"}', '{"text": "a stool", "seed": 2}', name="b.jsonl"
    )
    assert batches.look_at(other).paid_count == 1
    batches.make(write_list("text", "a tree", "a stool", name="c.csv"), batches.style(seed=1))
    assert sent() == ["a stool", "a stool", "a table", "a tree"]


def test_all_that_is_wrong_is_told_before_anything_is_sent(batches: Any, write_list: Lists, sent: Sent) -> None:
    path = write_list("text,picture,tier", "a lamp,,", ",broken.png,", "a lamp,,Gen-9", ",gone.png,")
    with pytest.raises(batches.refused) as refused:
        batches.make(path)
    # A picture is opened once all else is right.
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [(4, "tier"), (5, "picture")]
    path = write_list("text,picture,tier", "a lamp,,", ",broken.png,")
    with pytest.raises(batches.refused, match="Row 3, column “picture”: The picture “broken"):
        batches.make(path)
    assert sent() == []


def test_a_picture_that_is_saved_while_the_list_is_looked_at_is_told(
    batches: Any, write_list: Lists, sent: Sent, part: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list("picture", "red_jug.png")
    planned = part("session.batches.batch").plan

    def save_and_plan(*given: Any) -> Any:
        path.with_name("red_jug.png").write_bytes(disc() + b"more")
        return planned(*given)

    monkeypatch.setattr(part("session.batches.batch"), "plan", save_and_plan)
    with pytest.raises(batches.refused, match=r"Row 2, column “picture”: “red_jug\.png” was changed"):
        batches.make(path)
    assert sent() == []


def test_a_list_is_found_from_the_folder_that_one_is_in(
    batches: Any, write_list: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list("picture", "red_jug.png")
    monkeypatch.chdir(path.parent)
    ((row,), (known,)) = batches.look_at(Path(path.name)).rows, batches.look_at(path).rows
    assert row == known
    assert row.pictures == (path.with_name("red_jug.png"),)


def test_a_look_does_not_name_the_props(batches: Any, write_list: Lists, part: Callable[[str], Any]) -> None:
    path = write_list("picture,tier,text", "red_jug.png,Regular,", ",,a bench")
    path.with_name("look.png").write_bytes(disc())
    style = replace(batches.style(), look=path.with_name("look.png"))
    orders = batches.look_at(path, style).plan.orders
    assert [order.shown_name for order in orders] == ["red jug", "Bench"]
    assert [[each.name for each in order.pictures] for order in orders] == [["look.png", "red_jug.png"], ["look.png"]]


def test_a_list_over_the_limit_is_not_sent(batches: Any, write_list: Lists, sent: Sent) -> None:
    path = write_list("text", "a kiosk", "a clock")
    with pytest.raises(batches.errors.OverLimit):
        batches.make(path, limit_credits=0.9)
    assert sent() == []
    batches.make(path, limit_credits=1.0)
    assert len(sent()) == 2


def test_what_failed_is_told_by_its_row_and_sent_again_with_the_list(
    batches: Any, write_list: Lists, sandbox: Any, sent: Sent
) -> None:
    path = write_list("text", "a barrel")
    sandbox.scenario(faults={"submit.invalid_request": 1})
    (barrel,) = batches.make(path)
    assert (barrel.job.state, barrel.row.number, bool(barrel.job.error)) == ("FAILED", 2, True)
    assert sent() == []
    assert batches.look_at(path).credits == 0.5
    (barrel,) = batches.make(path)
    assert barrel.job.state == "READY"
    assert sent() == ["a barrel"]


def test_what_may_have_been_paid_is_not_sent_again_by_itself(batches: Any, write_list: Lists, sent: Sent) -> None:
    path = write_list("text", "a cart [[fault:billed.close:1]]")
    for _ in range(2):
        (cart,) = batches.make(path)
        assert cart.job.state == "UNCERTAIN"
    assert len(sent()) == 1


def test_one_that_was_interrupted_goes_on(batches: Any, write_list: Lists, sent: Sent, tmp_path: Path) -> None:
    path = write_list("text", *(f"a bollard {number}" for number in range(5)))
    making = batches.begin(batches.look_at(path), folder=tmp_path / "out")
    next(making)
    making.close()
    looked_at = batches.look_at(path)
    assert looked_at.paid_count == 0
    made = batches.make(path, folder=tmp_path / "out")
    assert all(each.path.is_file() for each in made)
    assert len(sent()) == 5


def test_without_a_folder_the_props_go_to_the_library_that_was_chosen(
    batches: Any, write_list: Lists, tmp_path: Path
) -> None:
    preferences = bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences
    path = write_list("text", "a statue")
    (statue,) = batches.make(path)
    assert statue.path is None
    bpy.ops.rodin_props.choose_library(directory=str(tmp_path / "library"), name="Studio")
    (statue,) = batches.make(path)
    preferences.library_folder, preferences.library_name = "", ""
    assert statue.path.parent == tmp_path / "library" / "street"


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_sent(
    batches: Any, write_list: Lists, sent: Sent, part: Callable[[str], Any]
) -> None:
    path = write_list("text", "a fountain")
    with pytest.raises(part("jobs.library.errors").LibraryNotWritable):
        batches.make(path, folder=path / "out")
    assert sent() == []
