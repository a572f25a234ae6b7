# SPDX-License-Identifier: GPL-3.0-or-later
"""The table: where the job of each fault ends, with which word, and how often it is charged.

A state "HELD" is an active job that waits and says why. "PAID" stands for what is paid for and stays so: the prop, or
a failure that can be resumed, or a wait; which of them depends on whether the trouble passes in time.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sandbox.fault_table import ANSWERS
from sandbox.faults import FAULTS


class Expected(NamedTuple):
    """One row."""

    state: str
    code: str | None
    """None: any."""
    charged: int | None
    """None: as often as a service that lies about its refusals asks for it."""


_SENDING: Mapping[tuple[str, str | None], str] = {
    ("UNCERTAIN", "MAYBE_BILLED"): (
        "reset close hang reset_midway garbage empty_body truncated_json short_body html_200 html_502 json_list"
        " json_null json_wrong_types json_deep json_huge json_not_utf8 gzip_bomb gzip_broken trickle endless_body"
        " endless_headers http_500 http_500_json_syntax http_503_seconds http_504"
    ),
    ("FAILED", "INVALID_REQUEST"): "message_list http_400 invalid_request label_length",
    ("FAILED", "NO_CREDITS"): "http_402 no_funds api_no_funds",
    ("FAILED", "NO_SUBSCRIPTION"): "no_subscription api_no_subscription plan_too_low api_plan_too_low",
    ("FAILED", "ACCOUNT_TROUBLE"): "http_403 user_not_found group_not_found permission_denied",
    ("FAILED", "WRONG_ADDRESS"): "http_404 redirect_http redirect_host redirect_host_307 redirect_file redirect_loop",
    ("FAILED", "TOO_MUCH_DATA"): "http_413",
    ("FAILED", "SUBJECT_NOT_FOUND"): "object_not_found",
    ("FAILED", "CONTENT_VIOLATION"): "content_violation",
    ("FAILED", "NO_SUCH_TASK"): "no_such_task",
    ("FAILED", "SERVER_FAULT"): "unknown_code",
    ("FAILED", None): "error_number new_code long_code control_code",
    ("HELD", "UNAUTHORIZED"): "http_401 unauthorized",
    ("HELD", "TOO_MANY_TASKS"): "parallel_limit",
    ("HELD", "RATE_LIMITED"): (
        "http_429 http_429_seconds http_429_date http_429_past http_429_century http_429_nonsense"
    ),
}
"""What the answer to the paid request can be. No word of it is lost, and what is not clear is uncertain."""

_SHAPES: Mapping[tuple[str, str | None], str] = {
    ("UNCERTAIN", "MAYBE_BILLED"): (
        "submit.no_uuid submit.no_key submit.no_jobs submit.jobs_list submit.uuid_number submit.error_with_uuid"
    ),
    ("HELD", "ACCOUNT_TROUBLE"): "status.http_403",
    ("HELD", "RATE_LIMITED"): "status.http_429_century",
    ("HELD", "WRONG_ADDRESS"): (
        "status.http_404 status.redirect_http status.redirect_host status.redirect_host_307 status.redirect_file"
        " status.redirect_loop"
    ),
}
"""Others whose end is sure, all of them paid."""


def _table() -> dict[str, Expected]:
    rows = {name: Expected("PAID", None, 1) for name in FAULTS if not name.startswith("balance.")}
    for (state, code), kinds in _SENDING.items():
        for kind in kinds.split():
            lies = state == "HELD" and kind != "parallel_limit"
            rows[f"any.{kind}"] = rows[f"submit.{kind}"] = Expected(state, code, 0)
            rows[f"billed.{kind}"] = Expected(state, code, None if lies else 1)
    for (state, code), names in _SHAPES.items():
        rows.update(dict.fromkeys(names.split(), Expected(state, code, 1)))
    return rows


EXPECTED = _table()
assert {f"submit.{kind}" for kind in ANSWERS} <= {name for name, row in EXPECTED.items() if row.charged == 0}
