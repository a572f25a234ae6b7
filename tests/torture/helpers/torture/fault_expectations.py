# SPDX-License-Identifier: GPL-3.0-or-later
"""The table: where the job of each fault ends, with which word and which sentence, and how often it is charged.

A state "HELD" is an active job that waits and says why.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rodin_props.jobs.work import Kind

from torture.cases import Case
from torture.result_expectations import RESULTS
from torture.zip_expectations import ZIPS

Row = tuple[str, str, str]
"""State, code, and words of the sentence. The code "" of a failure stands for the service's own word."""


class Expected(NamedTuple):
    """One row."""

    state: str
    code: str
    words: str
    """What the sentence says among others, "" where there is none."""
    charged: int | None
    """None: as often as a service that lies about its refusals asks for it."""


_UNCERTAIN = (
    "reset close hang reset_midway garbage empty_body truncated_json short_body html_200 html_502 json_list json_null"
    " json_wrong_types json_deep json_huge json_not_utf8 gzip_bomb gzip_broken trickle endless_body endless_headers"
    " http_500 http_500_json_syntax http_503_seconds http_504"
)
_PASSING_PAUSES = "http_429 http_429_seconds http_429_date http_429_past http_429_nonsense"

_ALWAYS: Mapping[Row, str] = {
    ("FAILED", "INVALID_REQUEST", "A parameter is not valid"): "http_400 invalid_request",
    ("FAILED", "INVALID_REQUEST", "image_label does not fit the images"): "label_length",
    ("FAILED", "INVALID_REQUEST", "seed must be an integer number; tier is unknown"): "message_list",
    ("FAILED", "NO_CREDITS", "Top up on hyper3d.ai"): "http_402 no_funds api_no_funds",
    ("FAILED", "TOO_MUCH_DATA", "The pictures are too large for Rodin"): "http_413",
    ("FAILED", "SUBJECT_NOT_FOUND", "Rodin found no object in the picture"): "object_not_found",
    ("FAILED", "CONTENT_VIOLATION", "The content is not allowed"): "content_violation",
    ("FAILED", "NO_SUCH_TASK", "Rodin does not know this generation any more"): "no_such_task",
    ("FAILED", "17", "Rodin refused the request (17)"): "error_number",
    ("FAILED", "API_MOON_PHASE_UNSUITABLE", "A code that nobody has heard of"): "new_code",
    ("FAILED", "", "Rodin refused the request: mmmmm"): "long_code",
    ("FAILED", "API_ [31m EVIL", "First line Second <b>line</b>"): "control_code",
    ("HELD", "RATE_LIMITED", "Rodin is asked too often"): "http_429_century",
    ("HELD", "UNAUTHORIZED", "Rodin did not accept the API key"): "http_401 unauthorized",
}
"""Answers that mean the same before and after the payment."""

_REFUSED: Mapping[Row, str] = {
    ("UNCERTAIN", "MAYBE_BILLED", "no clear answer came"): _UNCERTAIN,
    ("FAILED", "SERVER_FAULT", "Rodin has trouble at the moment"): "unknown_code",
    ("HELD", "TOO_MANY_TASKS", "already runs as many generations"): "parallel_limit",
    ("HELD", "RATE_LIMITED", "Rodin is asked too often"): _PASSING_PAUSES,
}
"""Answers to the paid request. No word of them is lost, and what is not clear is uncertain."""

_BORNE: Mapping[Row, str] = {
    ("READY", "", ""): f"{_UNCERTAIN} {_PASSING_PAUSES} unknown_code",
    ("FAILED", "TOO_MANY_TASKS", "already runs as many generations"): "parallel_limit",
}
"""Answers to later questions: trouble that passes is borne."""

_SOMEBODY: Mapping[tuple[str, str], str] = {
    ("NO_SUBSCRIPTION", "plan does not allow this"): "no_subscription api_no_subscription plan_too_low"
    " api_plan_too_low",
    ("ACCOUNT_TROUBLE", "Permission denied"): "http_403 permission_denied",
    ("ACCOUNT_TROUBLE", "The user was not found"): "user_not_found",
    ("ACCOUNT_TROUBLE", "The group was not found"): "group_not_found",
    ("WRONG_ADDRESS", "(HTTP_302)"): "redirect_http redirect_host redirect_file",
    ("WRONG_ADDRESS", "(HTTP_307)"): "redirect_host_307 redirect_loop",
    ("WRONG_ADDRESS", "(HTTP_404)"): "http_404",
}
"""What somebody must see to. Before the payment the job fails; afterwards it waits, so that nothing is lost."""


def _rows(stage: str) -> Iterator[tuple[Row, str]]:
    paid = stage in {"status", "download"}
    yield from _ALWAYS.items()
    yield from (_BORNE if paid else _REFUSED).items()
    for (code, words), kinds in _SOMEBODY.items():
        yield ("HELD" if paid else "FAILED", code, words), kinds


def _table() -> dict[str, Expected]:
    found: dict[str, Expected] = {}
    for stage in ("any", "submit", "billed", "status", "download"):
        for (state, code, words), kinds in _rows(stage):
            for kind in kinds.split():
                charged: int | None = 0 if stage in {"any", "submit"} else 1
                if stage == "billed" and state == "HELD" and kind != "parallel_limit":
                    charged = None
                found[f"{stage}.{kind}"] = Expected(state, code, words, charged)
    for row, names in (*RESULTS.items(), *ZIPS.items()):
        for name in names.split():
            assert name not in found, f"{name} is in the table twice"
            found[name] = Expected(*row, 1)
    return found


EXPECTED = _table()
_OTHER_KINDS: Mapping[tuple[Kind, str], Expected] = {
    (Kind.PARTS, "download.zip"): Expected("READY", "", "", 1),  # parts may come so
}
"""Where a job of another kind ends otherwise than a generation."""


def expected_of(case: Case) -> Expected:
    """Return the row for a fault that a job of some kind meets with."""
    return _OTHER_KINDS.get(case, EXPECTED[case.name])
