# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests are checked and encoded; answers are read, whatever they hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.errors import BadResponse, InvalidOptions
from rodin_props.api.models import (
    GenerationRequest,
    Status,
    StepState,
    Submission,
    balance_from_json,
    bbox_condition_for,
)
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.api.paid_request import PROMPT_LENGTH

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.text()
            | st.sampled_from(["uuid", "jobs", "uuids", "subscription_key", "status", "consumed", "balance", "prompt"]),
            inner,
        )
    ),
    max_leaves=20,
)
ACCEPTED = {"uuid": "T", "jobs": {"uuids": ["A", "B"], "subscription_key": "K"}}
NEWEST = GenerationOptions(tier=Tier.GEN_2_5_LOW)


def test_arrays_are_encoded_as_the_service_reads_them():
    form = GenerationRequest(
        options=NEWEST,
        images=(Path("a.png"), Path("b.png")),
        image_labels=("F", "?"),
        bbox_condition=(50, 100, 7),
    ).form()
    assert form["image_label"] == '["F","?"]'
    assert form["bbox_condition"] == "[50,100,7]"
    assert "prompt" not in form


def test_labels_go_to_the_newest_tiers_alone():
    request = GenerationRequest(options=GenerationOptions(), images=(Path("a.png"),), image_labels=("F",))
    assert "image_label" not in request.form()


def test_a_prompt_is_sent_without_white_space_around_it():
    assert GenerationRequest(options=NEWEST, prompt=" an oak stool\n").form()["prompt"] == "an oak stool"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"prompt": "  "}, "images"),
        ({"images": (Path("a.png"),) * 6}, "images"),
        ({"images": (Path("a.png"),) * 2, "image_labels": ("F",)}, "image_labels"),
        ({"images": (Path("a.png"),), "image_labels": ("X",)}, "image_labels"),
        ({"prompt": "x" * (PROMPT_LENGTH + 1)}, "prompt"),
        ({"prompt": "a stool", "bbox_condition": (0, 100, 100)}, "bbox_condition"),
        ({"prompt": "a stool", "bbox_condition": (1, 100, 2_049)}, "bbox_condition"),
    ],
)
def test_what_the_service_would_refuse_is_refused_here(values, field):
    with pytest.raises(InvalidOptions) as caught:
        GenerationRequest(options=NEWEST, **values).form()
    assert caught.value.field == field


def test_the_box_is_asked_for_along_the_axes_of_the_file():
    assert bbox_condition_for(0.5, 2.0, 1.0) == (25, 50, 100)


@given(*[st.floats(0, 1e12, allow_subnormal=False)] * 3)
def test_proportions_are_whole_numbers_up_to_a_hundred(dx, dy, dz):
    if max(dx, dy, dz) == 0:
        with pytest.raises(InvalidOptions):
            bbox_condition_for(dx, dy, dz)
        return
    sides = bbox_condition_for(dx, dy, dz)
    assert max(sides) == 100
    assert min(sides) >= 1
    assert all(type(side) is int for side in sides)


@pytest.mark.parametrize("sizes", [(0, 0, 0), (-1, 1, 1), (float("nan"), 1, 1), (1, float("inf"), 1)])
def test_what_is_no_box_is_refused(sizes):
    with pytest.raises(InvalidOptions):
        bbox_condition_for(*sizes)


@pytest.mark.parametrize(
    ("extra", "consumed", "prompt"),
    [
        pytest.param({"error": None, "message": "Submitted."}, None, "", id="quick-start style"),
        pytest.param({"prompt": "a chair", "submit_time": "now", "consumed": 0.5}, 0.5, "a chair", id="newer style"),
        pytest.param({"consumed": "1.5", "prompt": None}, 1.5, "", id="a number as text"),
        pytest.param({"consumed": -1, "prompt": 5}, None, "", id="nonsense beside the ids"),
    ],
)
def test_a_submission_is_read(extra, consumed, prompt):
    submission = Submission.from_json(ACCEPTED | extra)
    assert (submission.task_uuid, submission.subscription_key) == ("T", "K")
    assert submission.step_uuids == ("A", "B")
    assert (submission.consumed_credits, submission.prompt) == (consumed, prompt)


def test_a_submission_without_steps_is_one():
    assert Submission.from_json({"uuid": "T", "jobs": {"subscription_key": "K"}}).step_uuids == ()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (None, ""),
        ([], ""),
        ({}, "jobs"),
        ({"uuid": "T", "jobs": []}, "jobs"),
        ({"uuid": "T", "jobs": {}}, "subscription_key"),
        ({"uuid": "T", "jobs": {"subscription_key": ""}}, "subscription_key"),
        ({"jobs": {"subscription_key": "K"}}, "uuid"),
        ({"uuid": 5, "jobs": {"subscription_key": "K"}}, "uuid"),
        ({"uuid": "a\nb", "jobs": {"subscription_key": "K"}}, "uuid"),
        ({"uuid": "x" * 20_000, "jobs": {"subscription_key": "K"}}, "uuid"),
    ],
)
def test_a_submission_without_its_ids_is_none(body, field):
    with pytest.raises(BadResponse) as caught:
        Submission.from_json(body)
    assert caught.value.field == field


def _status(*words: str) -> Status:
    return Status.from_json({"jobs": [{"uuid": str(n), "status": word} for n, word in enumerate(words)]})


@pytest.mark.parametrize(
    ("words", "finished", "failed", "running"),
    [
        ((), False, False, True),
        (("Waiting", "Waiting"), False, False, True),
        (("Done", "Generating"), False, False, True),
        (("Done", "done", "DONE"), True, False, False),
        (("Done", "Failed"), False, True, False),
        (("Failed", "Generating"), False, True, True),
        (("Failed",), False, True, False),
        (("Done", "Cancelled"), False, True, False),
        (("Canceled",), False, True, False),
        (("Done", "Postprocessing"), False, False, True),
        (("Running", ""), False, False, True),
    ],
)
def test_what_a_status_means(words, finished, failed, running):
    status = _status(*words)
    assert (status.finished, status.failed, status.running) == (finished, failed, running)


@pytest.mark.parametrize(
    ("queue", "expected"), [(3, 3), ("4", 4), (None, None), (-1, None), (True, None), (1e300, None), ("x", None)]
)
def test_the_queue_is_told_where_it_is_known(queue, expected):
    assert Status.from_json({"jobs": [], "queue_length": queue}).queue_length == expected


@pytest.mark.parametrize("jobs", [None, {}, "Done", [None], ["Done"], [{}] * 1_001])
def test_a_status_without_a_list_of_steps_is_none(jobs):
    with pytest.raises(BadResponse) as caught:
        Status.from_json({"jobs": jobs})
    assert caught.value.field == "jobs"


def test_a_step_without_a_word_is_still_running():
    assert Status.from_json({"jobs": [{}]}).steps == (StepState.UNKNOWN,)


@pytest.mark.parametrize(("balance", "credits_left"), [(12, 12.0), (0, 0.0), (3.5, 3.5), ("7.5", 7.5), (-0.5, -0.5)])
def test_a_balance_is_read(balance, credits_left):
    assert balance_from_json({"balance": balance, "error": None}) == credits_left


@pytest.mark.parametrize("balance", [None, True, "many", [], float("nan"), float("inf")])
def test_what_is_no_balance_is_refused(balance):
    with pytest.raises(BadResponse):
        balance_from_json({"balance": balance})


@pytest.mark.parametrize("parse", [Submission.from_json, Status.from_json, balance_from_json])
@given(body=any_json)
def test_any_answer_is_read_or_refused(parse, body):
    try:
        parsed = parse(body)
    except BadResponse:
        return
    assert parsed is not None


def test_secrets_are_not_in_a_repr():
    assert "very-secret" not in repr(Submission(task_uuid="T", subscription_key="very-secret"))
