# SPDX-License-Identifier: GPL-3.0-or-later
"""Yes has three looks and no has many: every answer is read as the reference describes it."""

import gzip
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import answers, errors
from rodin_props.errors import RodinError

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["error", "message", "detail", "code"]) | st.text(), inner)
    ),
    max_leaves=10,
)


class Stream:
    def __init__(self, body: bytes, status_code: int = 200, headers: dict[str, str] | None = None) -> None:
        self.status_code = status_code
        self.headers = headers or {}
        self.left = body

    def read(self, size_bytes: int) -> bytes:
        piece, self.left = self.left[:size_bytes], self.left[size_bytes:]
        return piece


def _accept(body: object, status_code: int = 201, headers: dict[str, str] | None = None, **options):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return answers.accept(answers.read(Stream(content, status_code, headers)), **options)


@pytest.mark.parametrize("error", [{}, {"error": None}, {"error": ""}, {"error": "OK"}, {"error": " ok "}])
@pytest.mark.parametrize("status_code", [200, 201, 202])
def test_yes_has_several_looks(error, status_code):
    body = {"message": "Submitted.", "uuid": "T"} | error
    assert _accept(body, status_code)["uuid"] == "T"


def test_a_byte_order_mark_is_no_obstacle():
    assert _accept(b'\xef\xbb\xbf{"balance": 5}') == {"balance": 5}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"error": "API_INSUFFICIENT_FUNDS", "message": "No"}, errors.InsufficientCredits),
        ({"error": "INVALID_REQUEST", "message": "No"}, errors.InvalidRequest),
        ({"error": "NO_SUCH_TASK"}, errors.NoSuchTask),
        ({"error": "API_INVALID_JOB", "uuid": None}, errors.Rejected),
        ({"error": {"code": "NO_SUCH_TASK", "message": "gone"}}, errors.NoSuchTask),
        ({"error": ["odd"]}, errors.Rejected),
        ({"error": True}, errors.Rejected),
        ({"error": 5}, errors.Rejected),
    ],
)
def test_no_may_come_with_201(body, kind):
    with pytest.raises(kind) as caught:
        _accept(body)
    assert not errors.is_uncertain(caught.value)


def test_a_list_of_messages_is_shown_whole():
    with pytest.raises(errors.InvalidRequest) as caught:
        _accept({"error": "INVALID_REQUEST", "message": ["seed must be an integer.", "tier is unknown.", None]}, 400)
    assert "seed must be an integer.; tier is unknown" in str(caught.value)


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"null", b"[]", b'"OK"', b"{", b"\xff\xfe", b"5"])
def test_a_yes_that_cannot_be_read_is_a_bad_response(body):
    with pytest.raises(errors.BadResponse):
        _accept(body)


@pytest.mark.parametrize(
    "body", [b"", b"<html>Bad gateway</html>", b"{", b"[1]", b'{"error": null}', b'{"error": "OK"}']
)
@pytest.mark.parametrize(
    ("status_code", "kind"),
    [
        (302, errors.WrongAddress),
        (400, errors.Rejected),
        (401, errors.Unauthorized),
        (404, errors.WrongAddress),
        (429, errors.RateLimited),
        (500, errors.ServerFault),
        (503, errors.ServerFault),
    ],
)
def test_a_status_that_says_no_needs_no_body(body, status_code, kind):
    with pytest.raises(kind) as caught:
        _accept(body, status_code)
    assert "html" not in str(caught.value)


@pytest.mark.parametrize(("text", "seconds"), [("7", 7.0), ("soon", None), (None, None)])
def test_the_wish_of_a_throttled_service_is_kept(text, seconds):
    with pytest.raises(errors.RateLimited) as caught:
        _accept(b"slow down", 429, {"retry-after": text} if text else None)
    assert caught.value.retry_after_seconds == seconds


def test_a_secret_in_the_services_words_is_hidden():
    with pytest.raises(errors.Rejected) as caught:
        _accept({"error": "ODD_abcdef", "message": "the key abcdef is odd"}, secrets=("abcdef", ""))
    assert "abcdef" not in str(caught.value) + caught.value.code + caught.value.server_message


def _raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [("gzip", gzip.compress), ("X-GZIP", gzip.compress), ("deflate", zlib.compress), ("deflate", _raw_deflate)],
)
def test_a_compressed_answer_is_read(encoding, compress):
    assert _accept(compress(b'{"balance": 5}'), headers={"content-encoding": encoding}) == {"balance": 5}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", gzip.compress(b" " * 50_000_000), id="bomb"),
        pytest.param("gzip", b'{"balance": 5}', id="not gzip at all"),
        pytest.param("br", b'{"balance": 5}', id="unknown"),
        pytest.param("gzip, gzip", gzip.compress(gzip.compress(b"{}")), id="twice"),
        pytest.param("", b"[" * 2_000_000, id="long"),
        pytest.param("", b"[" * 900_000, id="deep"),
        pytest.param("", b"9" * 900_000, id="a huge number"),
    ],
)
def test_an_answer_that_is_too_much_is_a_bad_response(encoding, body):
    with pytest.raises(errors.BadResponse):
        _accept(body, headers={"content-encoding": encoding})


def test_an_endless_refusal_still_says_no():
    stream = Stream(b"x" * 3_000_000, 401)
    with pytest.raises(errors.Unauthorized):
        answers.accept(answers.read(stream))
    assert len(stream.left) > 1_800_000


@given(
    st.integers(100, 599),
    any_json.map(lambda value: json.dumps(value).encode()) | st.binary(),
    st.dictionaries(st.sampled_from(["retry-after", "content-encoding"]), st.text(max_size=20)),
)
def test_any_answer_is_accepted_or_an_error_in_words(status_code, body, headers):
    try:
        accepted = _accept(body, status_code, headers)
    except RodinError as error:
        text = str(error)
    else:
        assert 200 <= status_code < 300
        text = f"{accepted!r} is fine."
        assert isinstance(accepted, dict)
    assert text.endswith(".")
