# SPDX-License-Identifier: GPL-3.0-or-later
"""A download ends when it shall and when the disk takes no more; what has arrived is kept."""

import errno
import os
import tracemalloc

import pytest
from rodin_props.api import errors
from rodin_props.api.download import DownloadLimits
from rodin_props.errors import Stopped
from support.api.fetching import MODEL


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
