# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the key may go, and where files may come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import DEFAULT_BASE_URL
from rodin_props.api.errors import UnsafeAddress
from rodin_props.api.http.address import check_file_link, is_loopback, normalise_base_url
from rodin_props.errors import Remedy


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (DEFAULT_BASE_URL, DEFAULT_BASE_URL),
        (f"  {DEFAULT_BASE_URL}/ \n", DEFAULT_BASE_URL),
        ("https://proxy.example:8443/rodin/", "https://proxy.example:8443/rodin"),
        ("http://127.0.0.1:8080/api/v2", "http://127.0.0.1:8080/api/v2"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://127.9.8.7", "http://127.9.8.7"),
    ],
)
def test_addresses_the_key_may_go_to(text, address):
    assert normalise_base_url(text) == address


UNSAFE = [
    "",
    "api.hyper3d.com",
    "//api.hyper3d.com",
    "http://api.hyper3d.com/api/v2",
    "http://192.168.0.4/api",
    "http://127.1/",
    "http://127.0.0.1.evil.example/",
    "http://localhost.evil.example/",
    "http://0.0.0.0/",
    "https://user:secret@api.hyper3d.com/",
    "https://api.hyper3d.com\\@evil.example/",
    "http://127.0.0.1\\@evil.example/",
    "https://api.hyper3d .com/",
    "https://api.hyper3d.com/\r\nHost: evil.example",
    "https://",
    "https:///api",
    "https://[::1",
    "https://a:99999/",
    "https://a:b/",
    "https://bücher.example/",
    "ftp://api.hyper3d.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", [*UNSAFE, "https://api.hyper3d.com/?a=b", "https://api.hyper3d.com/#a"])
def test_addresses_the_key_never_goes_to(text):
    with pytest.raises(UnsafeAddress) as caught:
        normalise_base_url(text)
    assert caught.value.remedy is Remedy.SET_KEY


@pytest.mark.parametrize("from_loopback", [True, False])
@pytest.mark.parametrize("url", [url for url in UNSAFE if url])
def test_links_no_file_is_fetched_from(url, from_loopback):
    with pytest.raises(UnsafeAddress) as caught:
        check_file_link(url, from_loopback=from_loopback)
    assert caught.value.remedy is Remedy.RESUME


def test_a_link_to_this_machine_needs_a_service_on_this_machine():
    check_file_link("http://127.0.0.1:1/a.glb", from_loopback=True)
    with pytest.raises(UnsafeAddress):
        check_file_link("http://127.0.0.1:1/a.glb", from_loopback=False)


def test_a_link_may_hold_what_presigned_links_hold():
    check_file_link("https://file.hyper3d.com/a@b/c%20d.glb?X-Tos-Signature=a+b/c==&x={1}|2", from_loopback=False)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:80/a", True),
        ("https://localhost", True),
        ("HTTP://LOCALHOST/", True),
        ("https://api.hyper3d.com", False),
        ("nonsense", False),
        ("http://[::2]/", False),
    ],
)
def test_what_is_this_machine(url, expected):
    assert is_loopback(url) is expected


@given(st.text() | st.text().map("https://".__add__))
def test_any_text_is_an_address_or_refused(text):
    try:
        address = normalise_base_url(text)
    except UnsafeAddress:
        return
    assert normalise_base_url(address) == address
    assert address.lower().startswith(("https://", "http://"))
