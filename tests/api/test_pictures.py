# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures are told by their bytes, and nothing of a user's names leaves."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api.errors import PictureRefused
from rodin_props.api.picture_rules import LARGEST_BYTES, picture_kind
from rodin_props.api.pictures import picture_parts
from support.pictures import plain_picture

PNG, JPEG, WEBP = (plain_picture(kind=kind) for kind in ("PNG", "JPEG", "WEBP"))


def test_pictures_go_in_order_under_names_of_our_own(tmp_path):
    paths = []
    for name, data in (("my secret project.gif", PNG), ("b.png", JPEG), ("c", WEBP)):
        path = tmp_path / name
        path.write_bytes(data)
        paths.append(path)
    parts = picture_parts(tuple(paths))
    assert [(part.name, part.file_name, part.content_type, part.data) for part in parts] == [
        ("images", "image_1.png", "image/png", PNG),
        ("images", "image_2.jpg", "image/jpeg", JPEG),
        ("images", "image_3.webp", "image/webp", WEBP),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"GIF89a" + b"\0" * 20, "not a PNG, JPEG or WebP"),
        (b"RIFF\x10\0\0\0WAVE", "not a PNG, JPEG or WebP"),
        (b"<svg/>", "not a PNG, JPEG or WebP"),
    ],
)
def test_what_the_service_does_not_take_is_refused(tmp_path, data, reason):
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(PictureRefused) as caught:
        picture_parts((path,))
    assert reason in str(caught.value)
    assert "“a.png”" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_picture_beyond_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.write(PNG)
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(PictureRefused, match=r"larger than 16\.0 MB"):
        picture_parts((path,))


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (("gone.png", "not there"), (".", "not a file"), ("pipe", "not a file"), ("a\0b", "read")):
        with pytest.raises(PictureRefused, match=reason):
            picture_parts((tmp_path / name,))


@given(st.binary(max_size=16))
def test_any_bytes_are_of_a_kind_or_none(head):
    assert picture_kind(head) in {None, "png", "jpeg", "webp"}
