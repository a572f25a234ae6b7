# SPDX-License-Identifier: GPL-3.0-or-later
"""Expired links, hosts in trouble and lines that break are borne for a while."""

import pytest
from rodin_props.api import errors
from rodin_props.api.download import DownloadLimits
from rodin_props.api.http.retry import RetryPolicy
from support.api.fetching import MODEL, reply_from


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_expired_link_is_renewed_at_once(server, fetch, waits, status):
    server.reply(status, "<Error>Expired</Error>", headers={"Content-Type": "application/xml"})
    server.reply(200, MODEL)
    fetch()
    assert [each.path[:6] for each in server.received] == ["/0.glb", "/1.glb"]
    assert waits == []


def test_a_link_that_expires_midway_costs_nothing(server, fetch):
    server.reply(200, MODEL[:9], length=len(MODEL))
    server.reply(403)
    reply_from(server, 9)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert fetch.refreshed == 1


def test_links_are_not_renewed_for_ever(server, fetch):
    server.reply(403)
    with pytest.raises(errors.LinkExpired):
        fetch()
    assert fetch.refreshed == 3
    assert len(server.received) == 4


def test_a_failing_renewal_is_told(server, fetch):
    server.reply(403)

    def refresh():
        raise errors.rejection(201, "NO_SUCH_TASK")

    with pytest.raises(errors.NoSuchTask):
        fetch(refresh=refresh)


def test_a_host_in_trouble_is_asked_again_as_it_wishes(server, fetch, waits):
    server.reply(503, headers={"Retry-After": "4"})
    server.reply(429, headers={"Retry-After": "9"})
    server.reply(200, MODEL)
    fetch()
    assert [int(seconds) // 4 for seconds in waits] == [1, 2]


def test_a_host_that_stays_in_trouble_is_given_up(server, fetch):
    server.reply(500)
    with pytest.raises(errors.ServerFault):
        fetch()
    assert len(server.received) == 3


def test_a_line_that_breaks_again_and_again_is_given_up_and_the_part_kept(server, fetch):
    server.reply(200, MODEL[:9], length=len(MODEL))
    server.run(lambda sock: None)
    with pytest.raises(errors.ConnectionFailed):
        fetch()
    assert fetch.part.read_bytes() == MODEL[:9]
    assert not fetch.destination.exists()


def test_a_line_that_breaks_often_but_moves_on_gets_there(server, fetch):
    step = 1_100_000
    for start in range(0, len(MODEL), step):
        headers = {"Content-Range": f"bytes {start}-{len(MODEL) - 1}/{len(MODEL)}"}
        server.reply(206 if start else 200, MODEL[start : start + step], length=len(MODEL) - start, headers=headers)
    fetch(retry=RetryPolicy(attempts=2))
    assert fetch.destination.read_bytes() == MODEL


def test_a_download_ends_when_it_has_taken_too_long(server, fetch):
    server.reply(200, MODEL[:9], length=len(MODEL))
    now = iter(range(0, 10**6, 1_000))
    with pytest.raises(errors.ConnectionFailed):
        fetch(
            clock=lambda: next(now),
            retry=RetryPolicy(attempts=50),
            limits=DownloadLimits(deadline_seconds=5_000, spare_bytes=0),
        )
    assert len(server.received) < 4
