# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of every answer to a call that the sandbox can spoil."""

import pytest
from rodin_props.api import errors
from support.api.sandbox_client import NO_ANSWER, TEXT, UNREADABLE, limits_for

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
        asking(limits_for(name)).submit(TEXT)
    assert errors.is_uncertain(caught.value) is (name in UNCERTAIN)
    assert _posts(service) == 1
    assert waits == []


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_meets_every_fault(service, asking, name):
    service.scenario(faults={f"balance.{name}": -1})
    with pytest.raises(ANSWERS[name]):
        asking(limits_for(name)).balance()


@pytest.mark.parametrize("name", sorted(UNCERTAIN | {"http_429_seconds", "http_429_date", "unknown_code"}))
def test_a_passing_fault_is_not_noticed(service, asking, name):
    service.scenario(faults={f"balance.{name}": 1})
    assert asking(limits_for(name)).balance() > 0


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
