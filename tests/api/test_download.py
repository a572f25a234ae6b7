# SPDX-License-Identifier: GPL-3.0-or-later
"""A model arrives whole or says why not, over lines and from hosts that do their worst."""

import errno
import os
import random
import tracemalloc

import pytest
from rodin_props.api import errors
from rodin_props.api.download import DownloadLimits, download
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.results import RemoteFile
from rodin_props.errors import Remedy, RodinError, Stopped

MODEL = random.Random(5).randbytes(3_000_000)
ETAG = {"ETag": '"v1"'}


class Fetch:
    """Calls ``download`` with what a test does not care about filled in, and notes what it reported."""

    def __init__(self, server, transport, waits, destination) -> None:
        self.server, self.transport, self.waits, self.destination = server, transport, waits, destination
        self.part = destination.with_name(destination.name + ".part")
        self.progress: list[tuple[int, int | None]] = []
        self.refreshed = 0

    def link(self) -> RemoteFile:
        return RemoteFile(url=f"{self.server.url}/{self.refreshed}.glb?X-Tos-Signature=hidden", name="base.glb")

    def refresh(self) -> RemoteFile:
        self.refreshed += 1
        return self.link()

    def __call__(self, file: RemoteFile | None = None, **values):
        options = {
            "refresh": self.refresh,
            "on_progress": lambda done, total: self.progress.append((done, total)),
            "wait": self.waits,
            "retry": RetryPolicy(attempts=3),
            "from_loopback": True,
            "limits": DownloadLimits(size_bytes=10_000_000, spare_bytes=0, stall_seconds=5),
        }
        return download(self.transport, file or self.link(), self.destination, **{**options, **values})


@pytest.fixture
def fetch(server, transport, waits, tmp_path) -> Fetch:
    return Fetch(server, transport, waits, tmp_path / "jobs" / "model.glb")


def _partial(server, start: int, *, total: int | str = len(MODEL), headers: dict[str, str] | None = None) -> None:
    end = len(MODEL) - 1
    server.reply(206, MODEL[start:], headers={"Content-Range": f"bytes {start}-{end}/{total}"} | (headers or {}))


def _range(received) -> str | None:
    return received.headers.get("range")


def test_a_model_arrives(server, fetch):
    server.reply(200, MODEL, headers={"Content-Type": "model/gltf-binary"})
    assert fetch() == fetch.destination
    assert fetch.destination.read_bytes() == MODEL
    assert not fetch.part.exists()
    assert fetch.progress[0] == (0, len(MODEL))
    assert fetch.progress[-1] == (len(MODEL), len(MODEL))
    assert fetch.progress == sorted(fetch.progress)


def test_the_host_of_files_gets_no_key_and_is_asked_for_plain_bytes(server, fetch):
    server.reply(200, MODEL)
    fetch()
    headers = server.received[0].headers
    assert "authorization" not in headers
    assert "cookie" not in headers
    assert headers["accept-encoding"] == "identity"
    assert _range(server.received[0]) is None


def test_the_size_may_be_unknown(server, fetch):
    server.reply(200, MODEL, length=-1)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert fetch.progress[-1] == (len(MODEL), None)


def test_a_file_is_renamed_only_after_its_check(server, fetch):
    server.reply(200, MODEL)

    def check(path):
        assert path == fetch.part
        assert path.read_bytes() == MODEL
        assert not fetch.destination.exists()

    fetch(check=check)
    assert fetch.destination.exists()


def test_what_fails_its_check_is_not_kept(server, fetch):
    server.reply(200, MODEL)

    def check(path):
        raise errors.ModelRefused("it is broken")

    with pytest.raises(errors.ModelRefused):
        fetch(check=check)
    assert list(fetch.destination.parent.iterdir()) == []
    assert len(server.received) == 1


def test_a_cut_is_gone_on_with(server, fetch, waits):
    server.reply(200, MODEL[:1_200_000], length=len(MODEL), headers=ETAG)
    server.run(lambda sock: None)
    _partial(server, 1_200_000, headers=ETAG)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert [_range(each) for each in server.received] == [None, "bytes=1200000-", "bytes=1200000-"]
    assert server.received[1].headers["if-range"] == '"v1"'
    assert len(waits) == 2


def test_what_an_earlier_session_left_is_gone_on_with(server, fetch):
    fetch.part.parent.mkdir()
    fetch.part.write_bytes(MODEL[:7])
    _partial(server, 7)
    fetch()
    assert fetch.destination.read_bytes() == MODEL
    assert _range(server.received[0]) == "bytes=7-"
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
    assert _range(server.received[2]) is None


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
    _partial(server, 16)
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
    _partial(server, 7)
    server.reply(200, MODEL[:7], length=len(MODEL))
    _partial(server, 7)

    def check(path):
        raise errors.ModelRefused("it is broken")

    with pytest.raises(errors.ModelRefused):
        fetch(check=check)
    assert len(server.received) == 3


def test_a_range_with_an_unknown_whole_is_taken(server, fetch):
    server.reply(200, MODEL[:7], length=len(MODEL))
    _partial(server, 7, total="*")
    fetch()
    assert fetch.destination.read_bytes() == MODEL


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
    _partial(server, 9)
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


def test_a_wish_to_stop_is_heard_and_the_part_kept(server, fetch):
    server.forever(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n", MODEL[:65_536])
    with pytest.raises(Stopped):
        fetch(stop=lambda: len(fetch.progress) > 3)
    assert fetch.part.stat().st_size > 0


def test_a_wish_to_stop_is_heard_while_nothing_comes(server, fetch):
    server.reply(200, MODEL[:9], length=len(MODEL))
    server.silence()
    with pytest.raises(Stopped):
        fetch(stop=lambda: len(server.received) > 1)
    assert fetch.part.read_bytes() == MODEL[:9]


def test_a_wish_to_stop_is_heard_between_tries(server, fetch):
    server.reply(500)
    with pytest.raises(Stopped):
        fetch(wait=lambda seconds: True)
    assert len(server.received) == 1


def test_too_little_room_is_noticed_before_the_download(server, fetch):
    server.reply(200, MODEL)
    with pytest.raises(errors.DiskFull) as caught:
        fetch(limits=DownloadLimits(spare_bytes=10**18))
    assert caught.value.needed_bytes == len(MODEL)
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, errors.DiskFull), (errno.EDQUOT, errors.DiskFull), (errno.EIO, errors.FolderNotWritable)],
)
def test_a_disk_that_fills_up_keeps_what_has_arrived(server, fetch, monkeypatch, number, kind):
    server.reply(200, MODEL)
    real = os.write

    def write(handle, data):
        if fetch.progress[-1][0] > 1_000_000:
            raise OSError(number, "no")
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(kind):
        fetch()
    monkeypatch.undo()
    kept = fetch.part.stat().st_size
    assert 1_000_000 < kept < len(MODEL)
    server.reply(206, MODEL[kept:], headers={"Content-Range": f"bytes {kept}-{len(MODEL) - 1}/{len(MODEL)}"})
    fetch()
    assert fetch.destination.read_bytes() == MODEL


def test_a_folder_that_cannot_be_written_to_is_told(server, fetch):
    server.reply(200, MODEL)
    fetch.destination.parent.write_text("a file where the folder should be")
    with pytest.raises(errors.FolderNotWritable):
        fetch()


def test_memory_does_not_grow_with_the_file(server, fetch):
    server.forever(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536)
    limits = DownloadLimits(size_bytes=50_000_000, spare_bytes=0)
    tracemalloc.start()
    with pytest.raises(errors.DownloadTooLarge):
        fetch(limits=limits)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 8_000_000


def test_links_are_in_no_error_and_no_log(server, fetch, caplog):
    caplog.set_level("DEBUG")
    server.run(lambda sock: None)
    server.reply(302, headers={"Location": "http://files.example/?X-Tos-Signature=hidden"})
    with pytest.raises(RodinError) as caught:
        fetch()
    assert "hidden" not in caplog.text + str(caught.value) + repr(vars(caught.value))
