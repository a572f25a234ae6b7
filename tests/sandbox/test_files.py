# SPDX-License-Identifier: GPL-3.0-or-later
"""The file host: presigned links on another origin."""

import pytest
import requests
from support.plain_client import FULL, Caller


@pytest.fixture
def url(caller: Caller) -> str:
    """A link to a model."""
    answer = caller.submit(prompt="a ball", **FULL).json()
    caller.wait(answer)
    return caller.files(answer)["base_basic_pbr.glb"]


def test_a_key_is_refused_there(caller: Caller, url: str) -> None:
    assert not url.startswith(caller.sandbox.origin)
    assert requests.get(url, headers=caller.headers, timeout=30).status_code == 400
    assert requests.get(url, timeout=30).status_code == 200
    seen = [entry for entry in caller.sandbox.record()["requests"] if entry["port"] == "files"]
    assert [entry["has_authorization"] for entry in seen] == [True, False]


def test_links_expire(caller: Caller, url: str) -> None:
    caller.sandbox.scenario(advance_seconds=601)
    answer = requests.get(url, timeout=30)
    assert (answer.status_code, "<Code>AccessDenied</Code>" in answer.text) == (403, True)


def test_altered_links_are_refused(url: str) -> None:
    assert requests.get(url.replace("base_basic_pbr.glb", "preview.webp", 1), timeout=30).status_code == 403
    assert requests.get(url.partition("?")[0], timeout=30).status_code == 403


def test_parts_of_a_file_are_served(url: str) -> None:
    whole = requests.get(url, timeout=30)
    part = requests.get(url, headers={"Range": "bytes=100-199"}, timeout=30)
    rest = requests.get(url, headers={"Range": f"bytes={len(whole.content) - 5}-"}, timeout=30)
    tail = requests.get(url, headers={"Range": "bytes=-7"}, timeout=30)
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole.content)}"
    assert (rest.content, tail.content) == (whole.content[-5:], whole.content[-7:])
    beyond = requests.get(url, headers={"Range": f"bytes={len(whole.content)}-"}, timeout=30)
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(whole.content)}")


def test_another_file_than_before_is_served_whole(url: str) -> None:
    etag = requests.head(url, timeout=30).headers["ETag"]
    same = requests.get(url, headers={"Range": "bytes=4-", "If-Range": etag}, timeout=30)
    other = requests.get(url, headers={"Range": "bytes=4-", "If-Range": '"other"'}, timeout=30)
    assert (same.status_code, other.status_code) == (206, 200)
