# SPDX-License-Identifier: GPL-3.0-or-later
"""What has arrived of a model is gone on with, and begun anew if it is of another one."""

import pytest
from rodin_props.api import errors
from support.api.fetching import ETAG, MODEL, range_of, reply_from


def test_a_cut_is_gone_on_with(server, fetch, waits):
    server.reply(200, MODEL[:1_200_000], length=len(MODEL), headers=ETAG)
    server.run(lambda sock: None)
    reply_from(server, 1_200_000, headers=ETAG)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert [range_of(each) for each in server.received] == [None, "bytes=1200000-", "bytes=1200000-"]
    assert server.received[1].headers["if-range"] == '"v1"'
    assert len(waits) == 2


def test_what_an_earlier_session_left_is_gone_on_with(server, fetch):
    fetch.part.parent.mkdir()
    fetch.part.write_bytes(MODEL[:7])
    reply_from(server, 7)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert range_of(server.received[0]) == "bytes=7-"
    assert "if-range" not in server.received[0].headers


def test_a_host_that_knows_no_ranges_sends_it_all_again(server, fetch):
    server.reply(200, MODEL[:1_200_000], length=len(MODEL))
    server.reply(200, MODEL)
    fetch()
    assert fetch.destination.read_bytes() == MODEL


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Content-Range": f"bytes 5-{len(MODEL) - 1}/{len(MODEL)}"}, id="another place"),
        pytest.param({"Content-Range": "bytes nonsense"}, id="nonsense"),
        pytest.param({}, id="no word of it"),
        pytest.param({"Content-Range": "bytes 7-9/3"}, id="less than we have"),
        pytest.param({"Content-Range": f"bytes 7-{len(MODEL) - 1}/{len(MODEL)}", "ETag": '"v2"'}, id="another file"),
    ],
)
def test_a_wrong_range_starts_over(server, fetch, headers):
    server.reply(200, MODEL[:7], length=len(MODEL), headers=ETAG)
    server.reply(206, MODEL[7:], headers=headers)
    server.reply(200, MODEL)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert range_of(server.received[2]) is None


def test_a_whole_part_needs_nothing_more(server, fetch):
    fetch.part.parent.mkdir()
    fetch.part.write_bytes(MODEL)
    server.reply(416, headers={"Content-Range": f"bytes */{len(MODEL)}"})
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert len(server.received) == 1


@pytest.mark.parametrize("headers", [{}, {"Content-Range": "bytes */5"}, {"Content-Range": "odd"}])
def test_a_part_longer_than_the_file_starts_over(server, fetch, headers):
    fetch.part.parent.mkdir()
    fetch.part.write_bytes(b"x" * 9)
    server.reply(416, headers=headers)
    server.reply(200, MODEL)
    fetch()
    assert fetch.destination.read_bytes() == MODEL


def test_a_part_of_something_else_is_noticed_and_fetched_whole(server, fetch):
    fetch.part.parent.mkdir()
    fetch.part.write_bytes(b"of another model")
    reply_from(server, 16)
    server.reply(200, MODEL)

    def check(path):
        if path.read_bytes() != MODEL:
            raise errors.ModelRefused("it is broken")

    fetch(check=check)
    assert fetch.destination.read_bytes() == MODEL


def test_a_cut_that_looks_like_an_end_is_noticed_by_the_check(server, fetch):
    server.reply(200, MODEL[:-5], length=-1)
    server.reply(200, MODEL, length=-1)

    def check(path):
        if path.read_bytes() != MODEL:
            raise errors.ModelRefused("it is cut off")

    fetch(check=check)
    assert fetch.destination.read_bytes() == MODEL


def test_a_broken_model_is_not_fetched_for_ever(server, fetch):
    fetch.part.parent.mkdir()
    fetch.part.write_bytes(MODEL[:7])
    reply_from(server, 7)
    server.reply(200, MODEL[:7], length=len(MODEL))
    reply_from(server, 7)

    def check(path):
        raise errors.ModelRefused("it is broken")

    with pytest.raises(errors.ModelRefused):
        fetch(check=check)
    assert len(server.received) == 3


def test_a_range_with_an_unknown_whole_is_taken(server, fetch):
    server.reply(200, MODEL[:7], length=len(MODEL))
    reply_from(server, 7, total="*")
    fetch()
    assert fetch.destination.read_bytes() == MODEL
