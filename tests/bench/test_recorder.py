# SPDX-License-Identifier: GPL-3.0-or-later
"""What the recorder writes down of the functions that it wraps."""

import inspect

import pytest

from bench.inside.recorder import Listed, Recorder, with_arguments_of
from bench.spans import held_times, spans_of


def names_and_parents(recorder: Recorder) -> list[tuple[str, int | None]]:
    return [(span.name, span.parent) for span in spans_of(recorder.take()["spans"])]


def test_one_within_another_knows_it() -> None:
    recorder = Recorder()
    inner = recorder.wrapped(lambda: None, "inner")
    recorder.wrapped(lambda: (inner(), inner()), "outer")()
    inner()
    assert names_and_parents(recorder) == [("outer", None), ("inner", 0), ("inner", 0), ("inner", None)]
    assert recorder.take()["spans"] == []


def test_an_error_ends_what_was_running() -> None:
    recorder = Recorder()

    def fail() -> None:
        raise ValueError("no prop")

    with pytest.raises(ValueError, match="no prop"):
        recorder.wrapped(recorder.wrapped(fail, "inner"), "outer")()
    assert [held.name for held in held_times(spans_of(recorder.take()["spans"]))] == ["outer"]


def test_an_update_whose_end_is_not_told_ends_with_what_it_is_within() -> None:
    recorder = Recorder()
    with recorder.span("outer"):
        recorder.enter("update", by_blender=True)
    recorder.leave("update")  # which is not running any more
    with recorder.span("next"):
        pass
    assert names_and_parents(recorder) == [("outer", None), ("update", 0), ("next", None)]


def test_only_what_has_ended_is_counted() -> None:
    recorder = Recorder()
    with recorder.span("append"):
        assert recorder.count("append") == 0
    assert recorder.count("append") == 1


def test_what_still_runs_cannot_be_taken() -> None:
    recorder = Recorder()
    with recorder.span("outer"), pytest.raises(AssertionError, match="outer"):
        recorder.take()


def test_a_wrapped_method_has_the_parameters_that_blender_counts() -> None:
    def draw_item(self: object, context: object, layout: object) -> tuple[object, ...]:
        """Draw."""
        return self, context, layout

    recorder = Recorder()
    call = with_arguments_of(draw_item, recorder.wrapped(draw_item, "list.draw_item"))
    assert call.__code__.co_argcount == 3
    assert inspect.getdoc(call) == "Draw."
    assert call(1, 2, 3) == (1, 2, 3)
    assert names_and_parents(recorder) == [("list.draw_item", None)]


def test_what_stands_in_a_list_of_blender_can_be_removed_by_its_original() -> None:
    def handler() -> str:
        return "ran"

    handler._bpy_persistent = None
    recorder = Recorder()
    handlers = [Listed(handler, recorder.wrapped(handler, "handler.load_post"))]
    assert handlers[0]() == "ran"
    assert "_bpy_persistent" in handlers[0].__dict__
    assert names_and_parents(recorder) == [("handler.load_post", None)]
    handlers.remove(handler)
    assert handlers == []
