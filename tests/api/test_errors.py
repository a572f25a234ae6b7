# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error is two sentences an artist can act on, and says whether something may have been paid."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import errors
from rodin_props.api.errors import Cause, CertificateTrouble, ProxyTrouble
from rodin_props.errors import Remedy, RodinError, Stopped, size
from rodin_props.jobs import errors as job_errors

EXAMPLES = [
    errors.InvalidOptions("seed", "The seed is out of range. Choose another one."),
    errors.PictureRefused("chair.gif", "it is not a PNG, JPEG or WebP picture"),
    errors.MeshRefused("its file is no GLB"),
    errors.KeyUnusable("No API key is set"),
    errors.OfflineByChoice(),
    job_errors.DailyLimitReached(2.5),
    job_errors.OrderKnown("Chair"),
    job_errors.ScriptLimitReached(0.0, left=0.0, needed=0.5),
    job_errors.ScriptLimitReached(5.0, left=0.5, needed=1.0),
    errors.RequestsMissing(),
    *(errors.ConnectionFailed(cause) for cause in Cause),
    *(
        errors.ProxyFailed(trouble, proxy=f"http://{'proxy.' * 20}example:3128", setting=setting, host="a.example")
        for trouble in ProxyTrouble
        for setting in ("HTTPS_PROXY", "")
    ),
    *(
        errors.CertificateRefused(trouble, host=f"{'api.' * 20}example", reason="it is odd", variable="SSL_CERT_FILE")
        for trouble in CertificateTrouble
    ),
    errors.UnsafeAddress("it must begin with https://"),
    errors.UnsafeAddress("it does not begin with https://", what="file link"),
    errors.BadResponse(),
    errors.BadResponse("jobs"),
    errors.SubmissionUncertain("Rodin did not answer in time."),
    errors.GenerationFailed(),
    job_errors.GenerationTimedOut(1_200),
    errors.NoModelInResult(),
    errors.NoModelInResult(["preview.webp", "base.obj"]),
    errors.DownloadFailed("a web page came instead of it"),
    errors.DownloadIncomplete(9_400_000, 12),
    errors.DownloadIncomplete(None, 0),
    errors.DownloadTooLarge(2 * 1024**3),
    errors.LinkExpired(),
    errors.ModelRefused("it names a file outside itself"),
    errors.ModelDoubtful("it has far too many nodes"),
    errors.ModelDamaged("it is cut short"),
    job_errors.PreparationFailed("Blender stopped unexpectedly"),
    errors.DiskFull(),
    errors.DiskFull(9_400_000),
    errors.FolderNotWritable("jobs"),
    job_errors.LedgerUnusable("it is from a newer version"),
    job_errors.ReceiptUnreadable("0123456789abcdef"),
    job_errors.LocksMissing("workers", "No locks available"),
    job_errors.LocksMissing("workers"),
    job_errors.DriveUnfit("SQLITE_IOERR_SHMMAP"),
    job_errors.PythonMissing(),
    job_errors.TaskIdUnusable("chair"),
    job_errors.TaskIdUnusable(""),
    job_errors.TaskKnown("Chair"),
    job_errors.TaskUnknown("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    job_errors.WorkerBroken(),
    job_errors.LibraryNotChosen(),
    job_errors.LibraryGone("props"),
    job_errors.LibraryNotWritable("props"),
    job_errors.LibraryFull("props"),
    job_errors.NotKept("Chair", "it takes too long"),
    job_errors.KeepingFailed(["The disk is full. Make room."]),
    job_errors.KeepingFailed(["The disk is full. Make room."] * 2),
    job_errors.NothingToReport(),
    job_errors.FileWithoutName(),
    *(errors.rejection(status) for status in (302, 400, 401, 402, 403, 404, 413, 418, 429, 500, 503)),
    *(
        errors.rejection(201, code, "Some words.")
        for code in (
            "UNAUTHORIZED",
            "API_NO_ACTIVE_SUBSCRIPTION",
            "SUBSCRIPTION_PLAN_TOO_LOW",
            "INSUFFICIENT_FUND",
            "API_INSUFFICIENT_FUNDS",
            "INVALID_REQUEST",
            "API_PARALLELISM_LIMIT_REACHED",
            "API_OBJECT_NOT_FOUND_ON_IMAGE",
            "IMAGE_CONTENT_VIOLATION",
            "IMAGE_LABEL_LENGTH_TOO_LONG",
            "NO_SUCH_TASK",
            "USER_NOT_FOUND",
            "GROUP_NOT_FOUND",
            "PERMISSION_DENIED",
            "UNKNOWN",
            "API_INVALID_JOB",
        )
    ),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: f"{type(error).__name__}-{error.code}")
def test_an_error_is_what_happened_and_what_to_do(error):
    text = str(error)
    assert text[0].isupper() or text[0] in "“"
    assert text.endswith(".")
    assert text.count(". ") >= 1
    assert ".." not in text
    assert "\n" not in text
    assert len(text) < 400
    assert isinstance(error.remedy, Remedy)
    assert error.code


def test_every_error_has_an_example():
    told = [*inspect.getmembers(errors, inspect.isclass), *inspect.getmembers(job_errors, inspect.isclass)]
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
