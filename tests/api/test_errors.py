# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error is two sentences an artist can act on, and says whether something may have been paid."""

import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import errors
from rodin_props.api.errors import Cause
from rodin_props.command_line import errors as command_errors
from rodin_props.errors import Remedy, RodinError, Stopped, size
from rodin_props.jobs import errors as job_errors
from rodin_props.jobs.batches.problems import ListProblem, ListRefused
from rodin_props.jobs.library import errors as library_errors
from rodin_props.jobs.reports import errors as report_errors
from rodin_props.languages.catalog import catalog_names, catalog_path, read_catalog
from rodin_props.languages.sentences import Sentences
from rodin_props.session.orders import errors as order_errors
from support.api.error_examples import EXAMPLES
from support.error_sentences import check


@pytest.fixture(scope="module")
def languages():
    """Blender's name of each language -> what puts sentences into it."""
    return {locale: Sentences(read_catalog(catalog_path(locale))) for locale in catalog_names()}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: f"{type(error).__name__}-{error.code}")
def test_an_error_is_what_happened_and_what_to_do(error):
    check(error)


def test_a_list_that_is_refused_is_told_in_such_a_sentence_and_a_line_for_each_problem():
    problems = [
        ListProblem(row=3, column="size", sentence="It is none. Write one."),
        ListProblem(sentence="It is odd."),
    ]
    error = ListRefused("street.csv", problems)
    head, *lines = str(error).split("\n")
    assert head == "“street.csv” cannot be made yet, for 2 things. Nothing was sent or paid."
    assert lines == ["Row 3, column “size”: It is none. Write one.", "It is odd."]
    assert (error.code, error.remedy, error.problems) == ("LIST_REFUSED", Remedy.CHANGE_INPUT, tuple(problems))
    assert str(ListRefused("street.csv", problems[:1])).startswith("“street.csv” cannot be made yet, for one thing. ")


def test_every_error_has_an_example():
    rooms = (errors, job_errors, library_errors, report_errors, order_errors, command_errors)
    told = [each for room in rooms for each in inspect.getmembers(room, inspect.isclass)]
    kinds = {kind for _, kind in told if issubclass(kind, RodinError)}
    abstract = {RodinError, errors.ContentRefused}
    assert kinds - abstract == {type(error) for error in EXAMPLES}


def test_everything_exported_is_there():
    assert all(hasattr(errors, name) for name in errors.__all__)


@pytest.mark.parametrize(
    ("spellings", "kind", "remedy"),
    [
        (("UNAUTHORIZED", "API_UNAUTHORIZED"), errors.Unauthorized, Remedy.SET_KEY),
        (("NO_ACTIVE_SUBSCRIPTION", "API_NO_ACTIVE_SUBSCRIPTION"), errors.NoSubscription, Remedy.PLAN),
        (("SUBSCRIPTION_PLAN_TOO_LOW", "API_SUBSCRIPTION_PLAN_TOO_LOW"), errors.NoSubscription, Remedy.PLAN),
        (
            ("INSUFFICIENT_FUND", "INSUFFICIENT_FUNDS", "API_INSUFFICIENT_FUND", "API_INSUFFICIENT_FUNDS"),
            errors.InsufficientCredits,
            Remedy.TOP_UP,
        ),
        (("PARALLELISM_LIMIT_REACHED", "API_PARALLELISM_LIMIT_REACHED"), errors.TooManyTasks, Remedy.TRY_AGAIN),
        (
            ("OBJECT_NOT_FOUND_ON_IMAGE", "API_OBJECT_NOT_FOUND_ON_IMAGE"),
            errors.ContentRefused,
            Remedy.CHANGE_INPUT,
        ),
        (("IMAGE_CONTENT_VIOLATION", "API_IMAGE_CONTENT_VIOLATION"), errors.ContentRefused, Remedy.CHANGE_INPUT),
        (("INVALID_REQUEST", "invalid_request"), errors.InvalidRequest, Remedy.CHANGE_OPTIONS),
        (("NO_SUCH_TASK", "API_NO_SUCH_TASK"), errors.NoSuchTask, Remedy.NONE),
        (("UNKNOWN", "API_UNKNOWN"), errors.ServerFault, Remedy.TRY_AGAIN),
    ],
)
def test_both_spellings_of_a_code_mean_the_same(spellings, kind, remedy):
    for spelling in spellings:
        error = errors.rejection(201, spelling)
        assert isinstance(error, kind)
        assert error.remedy is remedy
        assert error.server_code == spelling
    assert len({errors.rejection(201, spelling).code for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, errors.WrongAddress),
        (401, errors.Unauthorized),
        (402, errors.InsufficientCredits),
        (404, errors.WrongAddress),
        (413, errors.TooMuchData),
        (429, errors.RateLimited),
        (500, errors.ServerFault),
        (503, errors.ServerFault),
        (418, errors.Rejected),
    ],
)
def test_a_status_without_a_known_code_speaks_for_itself(status, kind):
    assert type(errors.rejection(status, "")) is kind
    assert type(errors.rejection(status, "SOMETHING_NEW")) is kind


def test_a_known_code_weighs_more_than_the_status():
    assert isinstance(errors.rejection(500, "API_INSUFFICIENT_FUNDS"), errors.InsufficientCredits)
    assert isinstance(errors.rejection(429, "API_PARALLELISM_LIMIT_REACHED"), errors.TooManyTasks)
    assert isinstance(errors.rejection(404, "NO_SUCH_TASK"), errors.NoSuchTask)


def test_an_unknown_code_is_shown_as_it_came():
    error = errors.rejection(201, "API_INVALID_JOB", "This job is odd")
    assert error.code == error.server_code == "API_INVALID_JOB"
    assert "This job is odd (API_INVALID_JOB)" in str(error)


@given(st.integers(100, 599), st.text(), st.text())
def test_words_of_the_service_are_shown_on_one_short_printable_line(status, code, message):
    text = str(errors.rejection(status, code, message))
    assert text.isprintable()
    assert len(text) < 700


def test_secret_parts_of_links_are_not_shown():
    text = errors.clean("see https://files.example/model.glb?X-Tos-Signature=abc#top and http://a.example/?k=v, please")
    assert text == "see https://files.example/model.glb and http://a.example/ please"


@pytest.mark.parametrize(
    "error",
    [
        errors.ConnectionFailed(Cause.TIMEOUT, maybe_received=True),
        errors.rejection(500),
        errors.rejection(502, "BAD_GATEWAY"),
        errors.rejection(303),
        errors.BadResponse("uuid"),
        errors.SubmissionUncertain(),
        RuntimeError("a bug of ours"),
    ],
    ids=repr,
)
def test_what_cannot_be_known_is_uncertain(error):
    assert errors.is_uncertain(error)


@pytest.mark.parametrize(
    "error",
    [
        errors.ConnectionFailed(Cause.NAME),
        errors.rejection(201, "API_INSUFFICIENT_FUNDS"),
        errors.rejection(201, "SOMETHING_NEW"),
        errors.rejection(201, "UNKNOWN"),
        errors.rejection(302),
        errors.rejection(401),
        errors.rejection(400, "INVALID_REQUEST"),
        errors.rejection(429),
        errors.rejection(500, "API_INSUFFICIENT_FUNDS"),
        errors.InvalidOptions("seed", "No."),
        errors.PictureRefused("a", "b"),
        errors.MeshRefused("a"),
        errors.KeyUnusable("No"),
        Stopped(),
    ],
    ids=repr,
)
def test_a_refusal_is_certain(error):
    assert not errors.is_uncertain(error)


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (999_960, "1.0 MB"),
        (9_400_000, "9.4 MB"),
        (2 * 1024**3, "2.1 GB"),
    ],
)
def test_sizes_in_words(size_bytes, words):
    assert size(size_bytes) == words


FOR_SCRIPTS = (order_errors.__name__, command_errors.__name__)
"""Scripts and the command line speak English alone."""


@pytest.mark.parametrize("locale", catalog_names())
@pytest.mark.parametrize(
    "error",
    [each for each in EXAMPLES if type(each).__module__ not in FOR_SCRIPTS],
    ids=lambda error: f"{type(error).__name__}-{error.code}",
)
def test_an_error_is_told_whole_in_another_language(error, locale, languages):
    text = languages[locale].translated(str(error))
    assert text.endswith("。")
    assert not re.findall(r"\b(?:the|and|cannot|again|another|Check|Choose|Change|Resume|Try)\b", text)
