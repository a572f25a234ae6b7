# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no model, too much of one, or comes from an unsafe address is refused."""

import pytest
from rodin_props.api import errors
from rodin_props.api.download import DownloadLimits
from rodin_props.api.results import RemoteFile
from rodin_props.errors import Remedy
from support.api.fetching import MODEL


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        pytest.param(200, {"Content-Type": "text/html; charset=utf-8"}, id="a web page"),
        pytest.param(200, {"Content-Type": "application/xml"}, id="a storage error"),
        pytest.param(200, {"Content-Type": "APPLICATION/JSON"}, id="an error in JSON"),
        pytest.param(200, {"Content-Encoding": "gzip"}, id="compressed"),
        pytest.param(204, {}, id="nothing"),
        pytest.param(300, {}, id="a choice"),
        pytest.param(304, {}, id="not modified"),
        pytest.param(400, {}, id="a bad request"),
        pytest.param(418, {}, id="something odd"),
    ],
)
def test_what_is_no_model_is_refused(server, fetch, status, headers):
    server.reply(status, b"" if status in {204, 304} else MODEL, headers=headers)
    with pytest.raises(errors.DownloadFailed) as caught:
        fetch()
    assert caught.value.remedy is Remedy.RESUME
    assert not fetch.destination.exists()
    assert len(server.received) == 1


def test_an_empty_file_is_not_a_model(server, fetch):
    server.reply(200)
    with pytest.raises(errors.DownloadIncomplete):
        fetch()
    assert not fetch.destination.exists()


def test_a_file_beyond_the_limit_is_refused_unread(server, fetch):
    server.reply(200, b"x", length=10_000_001)
    with pytest.raises(errors.DownloadTooLarge):
        fetch()
    assert list(fetch.destination.parent.glob("*")) == []
    assert len(server.received) == 1


def test_an_endless_file_ends_at_the_limit(server, fetch):
    server.forever(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536)
    with pytest.raises(errors.DownloadTooLarge):
        fetch()
    assert list(fetch.destination.parent.iterdir()) == []
    assert max(done for done, _ in fetch.progress) <= 10_000_000 + 262_144


def test_a_trickling_file_is_given_up(server, fetch):
    server.forever(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n", b"x", pause_seconds=0.05)
    limits = DownloadLimits(spare_bytes=0, deadline_seconds=0.5)
    with pytest.raises(errors.ConnectionFailed) as caught:
        fetch(limits=limits)
    assert caught.value.cause is errors.Cause.TIMEOUT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server, other_server, fetch, status):
    server.reply(status, headers={"Location": f"{other_server.url}/there"})
    other_server.reply(302, headers={"Location": "/and/there"})
    other_server.reply(200, MODEL)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert [each.path for each in other_server.received] == ["/there", "/and/there"]
    assert all("authorization" not in each.headers for each in other_server.received)


@pytest.mark.parametrize(
    "target",
    [
        "http://files.example/model.glb",
        "file:///etc/passwd",
        "ftp://files.example/model.glb",
        "javascript:alert(1)",
        "https://user:password@files.example/",
        "http://127.0.0.1\\@files.example/",
        "//files.example/model.glb",
        "https://[::1",
    ],
)
def test_a_redirect_to_an_unsafe_address_is_not_followed(server, fetch, target):
    server.reply(302, headers={"Location": target})
    with pytest.raises((errors.UnsafeAddress, errors.DownloadFailed)) as caught:
        fetch()
    assert caught.value.remedy is Remedy.RESUME
    assert len(server.received) == 1


def test_redirects_in_a_circle_end(server, fetch):
    server.reply(302, headers={"Location": "/round"})
    with pytest.raises(errors.DownloadFailed):
        fetch()
    assert len(server.received) == 6


@pytest.mark.parametrize("url", ["http://files.example/a.glb", "file:///etc/passwd", "nonsense", "https://"])
def test_an_unsafe_link_is_not_fetched(fetch, url):
    with pytest.raises(errors.UnsafeAddress):
        fetch(RemoteFile(url=url, name="a.glb"))


def test_a_service_elsewhere_cannot_send_us_to_this_machine(server, fetch):
    with pytest.raises(errors.UnsafeAddress):
        fetch(from_loopback=False)
    assert server.received == []
