# SPDX-License-Identifier: GPL-3.0-or-later
"""When a free question is asked again, and after how long."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import errors
from rodin_props.api.http.retry import RetryPolicy, parse_retry_after, wish_seconds

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
PASSING = [
    errors.ConnectionFailed(errors.Cause.TIMEOUT, maybe_received=True),
    errors.rejection(500),
    errors.rejection(429),
    errors.BadResponse(),
    errors.DownloadIncomplete(5, 4),
]
LASTING = [
    errors.ConnectionFailed(errors.Cause.CERTIFICATE),
    errors.rejection(401),
    errors.rejection(201, "API_INSUFFICIENT_FUNDS"),
    errors.rejection(201, "SOMETHING_NEW"),
    errors.rejection(404),
    errors.DiskFull(),
    errors.UnsafeAddress("no"),
    errors.LinkExpired(),
]


@pytest.mark.parametrize("error", PASSING, ids=repr)
def test_passing_trouble_is_tried_again_a_few_times(error):
    policy = RetryPolicy(attempts=3)
    assert [policy.again(error, attempt) for attempt in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize("error", LASTING, ids=repr)
def test_lasting_trouble_is_not_tried_again(error):
    assert not RetryPolicy().again(error, 1)


def test_delays_double_up_to_a_limit():
    policy = RetryPolicy(first_delay_seconds=1, longest_delay_seconds=10)
    delays = [policy.delay_seconds(attempt, retry_after_seconds=None, random=1.0) for attempt in range(1, 7)]
    assert delays == [1, 2, 4, 8, 10, 10]


@given(st.integers(-5, 10_000), st.floats(0, 1), st.none() | st.floats(0, 1e9))
def test_a_delay_is_bounded_and_never_below_the_wish(attempt, random, wish):
    policy = RetryPolicy()
    delay = policy.delay_seconds(attempt, retry_after_seconds=wish, random=random)
    assert 0 < delay <= policy.longest_wish_seconds + policy.first_delay_seconds or wish == 0
    if wish is not None:
        assert delay >= min(wish, policy.longest_wish_seconds)


def test_jitter_spreads_delays():
    policy = RetryPolicy(first_delay_seconds=4)
    assert policy.delay_seconds(1, retry_after_seconds=None, random=0.0) == 2
    assert policy.delay_seconds(1, retry_after_seconds=None, random=1.0) == 4


def test_a_wish_beyond_patience_goes_to_the_caller():
    error = errors.rejection(429, retry_after_seconds=3_600)
    assert not RetryPolicy().again(error, 1)
    assert wish_seconds(error) == 3_600


def test_other_errors_have_no_wish():
    assert wish_seconds(errors.BadResponse()) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("30", 30.0),
        (" 1.5 ", 1.5),
        ("Sun, 22 Nov 2026 12:00:20 GMT", 20.0),
        ("Sun, 22 Nov 2026 12:00:20 -0000", 20.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 13:00:20 +0100", 20.0),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1" * 400, None),
        ("Sun, 99 Nov 2026 12:00:20 GMT", None),
        ("Sun, 22 Nov 99999 12:00:20 GMT", None),
    ],
)
def test_retry_after_is_read(text, seconds):
    assert parse_retry_after(text, now=NOW) == seconds


@given(st.text(max_size=80))
def test_any_retry_after_is_read_or_ignored(text):
    seconds = parse_retry_after(text, now=NOW)
    assert seconds is None or 0 <= seconds < float("inf")
