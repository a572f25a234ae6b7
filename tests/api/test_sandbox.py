# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way against the sandbox, and what becomes of every fault it can produce."""

import base64
import json
from collections.abc import Callable

import pytest
from rodin_props.api import errors
from rodin_props.api.client import CallLimits, RodinClient
from rodin_props.api.download import DownloadLimits
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.http.transport import RequestsTransport
from rodin_props.api.models import GenerationRequest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.api.results import RemoteFile, choose_model_file, choose_preview

TEXT = GenerationRequest(options=GenerationOptions(tier=Tier.SKETCH, seed=4), prompt="an oak stool")
LIMITS = CallLimits(submit_deadline_seconds=30, ask_deadline_seconds=20)
FILE_LIMITS = DownloadLimits(size_bytes=30_000_000, spare_bytes=0)
IMPATIENT = CallLimits(submit_deadline_seconds=2, ask_deadline_seconds=1.5)
IMPATIENT_FILES = DownloadLimits(size_bytes=30_000_000, deadline_seconds=8, stall_seconds=0.7, spare_bytes=0)
NEVER_END = {"hang", "hang_midway", "trickle"}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAHklEQVR4nGP8z8Dwn4EIwESMolGFI08hAAAA//8DAJaqA/4qTXXlAAAAAElFTkSuQmCC"
)


@pytest.fixture(scope="module")
def quick_sandbox(start_sandbox):
    return start_sandbox(
        *(
            "--speed",
            "1000",
            "--rate-limit",
            "0",
            "--parallel-limit",
            "0",
            "--texture-pixels",
            "64",
            "--max-faces",
            "500",
        )
    )


@pytest.fixture
def service(quick_sandbox):
    quick_sandbox.reset()
    return quick_sandbox


@pytest.fixture
def asking(service, waits):
    """Makes clients: patient ones, and impatient ones for faults that never end by themselves."""

    def make(limits: CallLimits = LIMITS) -> RodinClient:
        return RodinClient(
            api_key=service.key,
            base_url=service.base_url,
            transport=RequestsTransport(user_agent="RodinPropsTests/1"),
            wait=waits,
            retry=RetryPolicy(attempts=2),
            limits=limits,
        )

    return make


@pytest.fixture
def ask(asking):
    return asking()


def _limits(name: str) -> CallLimits:
    return IMPATIENT if name in NEVER_END else LIMITS


def _file_limits(name: str) -> DownloadLimits:
    return IMPATIENT_FILES if name in NEVER_END else FILE_LIMITS


MANY = 20_000


def _finished(ask: RodinClient, request: GenerationRequest = TEXT) -> str:
    """Generate and return the task's id once there are files."""
    submission = ask.submit(request)
    assert any(ask.status(submission.subscription_key).finished for _ in range(MANY))
    assert any(ask.files(submission.task_uuid) for _ in range(MANY))
    return submission.task_uuid


def _finish(ask: RodinClient) -> Callable[[], RemoteFile]:
    """Generate and return what asks for the model's link."""
    task_uuid = _finished(ask)
    return lambda: choose_model_file(ask.files(task_uuid), TEXT.options)


def test_words_become_a_model(service, ask, tmp_path):
    before = ask.balance()
    link = _finish(ask)
    path = ask.download(link(), tmp_path / "model.glb", refresh=link, limits=FILE_LIMITS)
    assert path.read_bytes().startswith(b"glTF")
    assert ask.balance() == before - TEXT.options.estimated_credits
    record = json.dumps(service.record())
    assert "an oak stool" in record
    assert service.key not in record


def test_a_picture_becomes_a_model_with_a_preview(service, ask, tmp_path):
    picture = tmp_path / "private name.png"
    picture.write_bytes(PNG)
    request = GenerationRequest(
        options=GenerationOptions(seed=1, use_original_alpha=True), images=(picture,), bbox_condition=(50, 100, 50)
    )
    submission = ask.submit(request)
    assert submission.task_uuid
    assert "private name" not in json.dumps(service.record())


def test_a_result_has_a_preview(ask):
    assert choose_preview(ask.files(_finished(ask))).suffix == "webp"


NO_ANSWER = errors.ConnectionFailed
UNREADABLE = errors.BadResponse
ANSWERS = {
    "reset": NO_ANSWER,
    "close": NO_ANSWER,
    "hang": NO_ANSWER,
    "reset_midway": NO_ANSWER,
    "garbage": NO_ANSWER,
    "empty_body": UNREADABLE,
    "truncated_json": UNREADABLE,
    "short_body": NO_ANSWER,
    "html_200": UNREADABLE,
    "html_502": errors.ServerFault,
    "json_list": UNREADABLE,
    "json_null": UNREADABLE,
    "json_wrong_types": UNREADABLE,
    "json_deep": UNREADABLE,
    "json_huge": UNREADABLE,
    "json_not_utf8": errors.BadResponse,
    "gzip_bomb": UNREADABLE,
    "gzip_broken": UNREADABLE,
    "trickle": NO_ANSWER,
    "endless_body": UNREADABLE,
    "endless_headers": NO_ANSWER,
    "redirect_http": errors.WrongAddress,
    "redirect_host": errors.WrongAddress,
    "redirect_host_307": errors.WrongAddress,
    "redirect_file": errors.WrongAddress,
    "redirect_loop": errors.WrongAddress,
    "message_list": errors.InvalidRequest,
    "error_number": errors.Rejected,
    "http_400": errors.InvalidRequest,
    "http_401": errors.Unauthorized,
    "http_402": errors.InsufficientCredits,
    "http_403": errors.AccountTrouble,
    "http_404": errors.WrongAddress,
    "http_413": errors.TooMuchData,
    "http_429": errors.RateLimited,
    "http_429_seconds": errors.RateLimited,
    "http_429_date": errors.RateLimited,
    "http_429_past": errors.RateLimited,
    "http_429_century": errors.RateLimited,
    "http_429_nonsense": errors.RateLimited,
    "http_500": errors.ServerFault,
    "http_500_json_syntax": errors.ServerFault,
    "http_503_seconds": errors.ServerFault,
    "http_504": errors.ServerFault,
    "unauthorized": errors.Unauthorized,
    "no_subscription": errors.NoSubscription,
    "api_no_subscription": errors.NoSubscription,
    "plan_too_low": errors.NoSubscription,
    "api_plan_too_low": errors.NoSubscription,
    "no_funds": errors.InsufficientCredits,
    "api_no_funds": errors.InsufficientCredits,
    "invalid_request": errors.InvalidRequest,
    "parallel_limit": errors.TooManyTasks,
    "object_not_found": errors.SubjectNotFound,
    "content_violation": errors.ContentViolation,
    "label_length": errors.InvalidRequest,
    "no_such_task": errors.NoSuchTask,
    "user_not_found": errors.AccountTrouble,
    "group_not_found": errors.AccountTrouble,
    "permission_denied": errors.AccountTrouble,
    "unknown_code": errors.ServerFault,
    "new_code": errors.Rejected,
    "long_code": errors.Rejected,
    "control_code": errors.Rejected,
}
UNCERTAIN = {name for name, kind in ANSWERS.items() if kind in {NO_ANSWER, UNREADABLE}} | {
    *("html_502", "http_500", "http_500_json_syntax", "http_503_seconds", "http_504")
}


def _posts(service) -> int:
    return sum(each["path"].endswith("/rodin") for each in service.record()["requests"])


@pytest.mark.parametrize("name", ANSWERS)
def test_a_submission_meets_every_fault_once(service, asking, waits, name):
    service.scenario(faults={f"billed.{name}": -1})
    with pytest.raises(ANSWERS[name]) as caught:
        asking(_limits(name)).submit(TEXT)
    assert errors.is_uncertain(caught.value) is (name in UNCERTAIN)
    assert _posts(service) == 1
    assert waits == []


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_meets_every_fault(service, asking, name):
    service.scenario(faults={f"balance.{name}": -1})
    with pytest.raises(ANSWERS[name]):
        asking(_limits(name)).balance()


@pytest.mark.parametrize("name", sorted(UNCERTAIN | {"http_429_seconds", "http_429_date", "unknown_code"}))
def test_a_passing_fault_is_not_noticed(service, asking, name):
    service.scenario(faults={f"balance.{name}": 1})
    assert asking(_limits(name)).balance() > 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("no_uuid", UNREADABLE),
        ("no_key", UNREADABLE),
        ("no_jobs", UNREADABLE),
        ("jobs_list", UNREADABLE),
        ("uuid_number", UNREADABLE),
        ("error_with_uuid", errors.SubmissionUncertain),
    ],
)
def test_half_an_acceptance_is_uncertain(service, ask, name, kind):
    service.scenario(faults={f"submit.{name}": -1})
    with pytest.raises(kind) as caught:
        ask.submit(TEXT)
    assert errors.is_uncertain(caught.value)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("empty_for_ever", errors.NoModelInResult),
        ("list_missing", UNREADABLE),
        ("list_object", UNREADABLE),
        ("entries_junk", errors.NoModelInResult),
        ("entries_many", UNREADABLE),
        ("without_format", errors.NoModelInResult),
        ("preview_only", errors.NoModelInResult),
        ("zip", errors.NoModelInResult),
        ("url_file", errors.UnsafeAddress),
        ("url_http", errors.UnsafeAddress),
        ("url_ftp", errors.UnsafeAddress),
        ("url_unc", errors.UnsafeAddress),
        ("url_relative", errors.UnsafeAddress),
        ("url_user", errors.UnsafeAddress),
        ("url_junk", errors.UnsafeAddress),
        ("names_dotdot", None),
        ("names_absolute", None),
        ("names_device", None),
        ("names_long", None),
        ("names_control", None),
        ("names_duplicate", None),
        ("names_empty", None),
        ("names_odd_case", None),
        ("url_expired", None),
    ],
)
def test_a_list_of_files_meets_every_fault(service, ask, tmp_path, name, kind):
    link = _finish(ask)
    service.scenario(faults={f"download.{name}": -1})

    def fetch():
        file = link()
        service.scenario(faults={f"download.{name}": 0})
        return ask.download(file, tmp_path / "model.glb", refresh=link, limits=FILE_LIMITS)

    if kind is None:
        assert fetch().read_bytes().startswith(b"glTF")
        assert [path.name for path in tmp_path.iterdir()] == ["model.glb"]
    else:
        with pytest.raises(kind):
            fetch()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("expired", errors.LinkExpired),
        ("http_403", errors.LinkExpired),
        ("http_404", errors.LinkExpired),
        ("http_416", errors.DownloadFailed),
        ("http_429", errors.RateLimited),
        ("http_500", errors.ServerFault),
        ("http_503", errors.ServerFault),
        ("html_200", errors.DownloadFailed),
        ("reset", NO_ANSWER),
        ("hang", NO_ANSWER),
        ("trickle", NO_ANSWER),
        ("endless_body", errors.DownloadTooLarge),
        ("empty", errors.DownloadIncomplete),
        ("short", NO_ANSWER),
        ("length_huge", errors.DownloadTooLarge),
        ("gzip", errors.DownloadFailed),
        ("gzip_bomb", errors.DownloadFailed),
        ("redirect_http", errors.UnsafeAddress),
        ("redirect_file", errors.UnsafeAddress),
        ("redirect_loop", errors.DownloadFailed),
        ("length_junk", None),
        ("no_length", None),
        ("no_length_close", None),
        ("no_range", None),
    ],
)
def test_a_download_meets_every_fault(service, ask, tmp_path, name, kind):
    link = _finish(ask)
    service.scenario(faults={f"file.{name}": -1})
    if kind is None:
        path = ask.download(link(), tmp_path / "model.glb", refresh=link, limits=_file_limits(name))
        assert path.read_bytes().startswith(b"glTF")
    else:
        with pytest.raises(kind):
            ask.download(link(), tmp_path / "model.glb", refresh=link, limits=_file_limits(name))
        assert not (tmp_path / "model.glb").exists()


@pytest.mark.parametrize(
    "name", ["expired", "http_429", "http_503", "reset", "reset_midway", "hang_midway", "redirect_host"]
)
def test_a_passing_fault_of_the_host_is_not_noticed(service, ask, tmp_path, name):
    link = _finish(ask)
    service.scenario(faults={f"file.{name}": 1})
    path = ask.download(link(), tmp_path / "model.glb", refresh=link, limits=_file_limits(name))
    body = path.read_bytes()
    assert int.from_bytes(body[8:12], "little") == len(body)
