# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's calls: what is asked, what is asked again, and what is never asked twice."""

import io
import json
import logging
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import errors
from rodin_props.api.client import Priority, RodinClient, usable_key
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.api.models import GenerationRequest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Addons, Tier
from rodin_props.errors import Remedy, RodinError, Stopped

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
TEXT = GenerationRequest(options=GenerationOptions(seed=7), prompt="an oak stool")
ACCEPTED = {"error": None, "message": "Submitted.", "uuid": "T", "jobs": {"uuids": ["A"], "subscription_key": "K"}}


def _texts(received) -> dict[str, str]:
    return {name: content.decode() for name, file_name, _, content in received.parts if file_name is None}


def test_a_prompt_alone_is_submitted_as_a_form(server, client, api_key):
    server.reply(201, json_body=ACCEPTED)
    submission = client.submit(TEXT)
    assert (submission.task_uuid, submission.subscription_key) == ("T", "K")
    received = server.received[0]
    assert (received.method, received.path) == ("POST", "/api/v2/rodin")
    assert received.headers["authorization"] == f"Bearer {api_key}"
    assert _texts(received) == {
        "tier": "Gen-2",
        "geometry_file_format": "glb",
        "material": "PBR",
        "mesh_mode": "Quad",
        "quality": "medium",
        "seed": "7",
        "prompt": "an oak stool",
    }


def test_a_prompt_may_hold_any_characters(server, client):
    server.reply(201, json_body=ACCEPTED)
    client.submit(replace(TEXT, prompt="ein Stühlchen 🪑 \ud800\x00"))
    assert _texts(server.received[0])["prompt"] == "ein Stühlchen 🪑 ?\x00"


def test_pictures_boxes_and_labels_go_with_it(server, client, tmp_path):
    server.reply(201, json_body=ACCEPTED)
    for name in ("front view.png", "left.png"):
        (tmp_path / name).write_bytes(PNG + name.encode()[::-1])
    request = GenerationRequest(
        options=GenerationOptions(tier=Tier.GEN_2_5_MEDIUM, addons=Addons.HIGH_PACK, ta_pose=True),
        images=(tmp_path / "front view.png", tmp_path / "left.png"),
        image_labels=("F", "L"),
        bbox_condition=(100, 50, 25),
    )
    client.submit(request)
    received = server.received[0]
    files = [(name, file_name, content[-4:]) for name, file_name, _, content in received.parts if file_name]
    assert files == [("images", "image_1.png", b"norf"), ("images", "image_2.png", b"tfel")]
    texts = _texts(received)
    assert (texts["bbox_condition"], texts["image_label"]) == ("[100,50,25]", '["F","L"]')
    assert (texts["addons"], texts["TAPose"]) == ("HighPack", "true")
    assert b"front view" not in received.body


def test_what_would_be_refused_is_not_sent(server, client):
    request = replace(TEXT, prompt="", images=())
    with pytest.raises(errors.InvalidOptions):
        client.submit(request)
    assert server.received == []


def test_a_picture_that_cannot_be_sent_costs_nothing(server, client, tmp_path):
    with pytest.raises(errors.PictureRefused):
        client.submit(replace(TEXT, images=(tmp_path / "gone.png",)))
    assert server.received == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_submission_is_never_repeated_after_a_fault(server, client, waits, status):
    server.reply(status, "<html>oops</html>", headers={"Retry-After": "1"})
    with pytest.raises(errors.ServerFault) as caught:
        client.submit(TEXT)
    assert errors.is_uncertain(caught.value)
    assert (len(server.received), waits) == (1, [])


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(lambda server: server.run(lambda sock: None), id="hung up"),
        pytest.param(lambda server: server.reply(201, '{"uuid', length=100), id="cut"),
        pytest.param(lambda server: server.reply(201, "<html>ok</html>"), id="a web page"),
        pytest.param(lambda server: server.reply(201, ""), id="nothing"),
        pytest.param(lambda server: server.reply(201, json_body={"uuid": "T", "jobs": {}}), id="half an answer"),
        pytest.param(lambda server: server.reply(201, json_body=[]), id="no object"),
        pytest.param(lambda server: server.reply(201, json_body=ACCEPTED | {"error": "ODD"}), id="yes and no"),
    ],
)
def test_a_submission_without_a_clear_answer_is_uncertain_and_sent_once(server, client, waits, script):
    script(server)
    with pytest.raises(RodinError) as caught:
        client.submit(TEXT)
    assert errors.is_uncertain(caught.value)
    assert (len(server.received), waits) == (1, [])


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (201, {"error": "API_INSUFFICIENT_FUNDS", "message": "No"}, errors.InsufficientCredits),
        (201, {"error": "INSUFFICIENT_FUND"}, errors.InsufficientCredits),
        (201, {"error": "API_PARALLELISM_LIMIT_REACHED"}, errors.TooManyTasks),
        (201, {"error": "INVALID_REQUEST", "message": ["a", "b"]}, errors.InvalidRequest),
        (401, {"error": "UNAUTHORIZED", "message": "An active key is needed"}, errors.Unauthorized),
        (429, {}, errors.RateLimited),
        (413, {}, errors.TooMuchData),
        (302, {}, errors.WrongAddress),
    ],
)
def test_a_refused_submission_is_certain_and_sent_once(server, client, waits, status, body, kind):
    server.reply(status, json_body=body, headers={"Location": "/elsewhere"})
    with pytest.raises(kind) as caught:
        client.submit(TEXT)
    assert not errors.is_uncertain(caught.value)
    assert (len(server.received), waits) == (1, [])


def test_the_key_does_not_follow_a_redirect(server, other_server, client):
    server.reply(307, headers={"Location": f"{other_server.url}/api/v2/rodin"})
    with pytest.raises(errors.WrongAddress):
        client.submit(TEXT)
    assert other_server.received == []


def test_a_status_is_asked_for(server, client, api_key):
    server.reply(201, json_body={"error": "OK", "jobs": [{"uuid": "A", "status": "Done"}], "queue_length": 2})
    status = client.status("K")
    assert (status.finished, status.queue_length) == (True, 2)
    received = server.received[0]
    assert (received.method, received.path, received.json) == ("POST", "/api/v2/status", {"subscription_key": "K"})
    assert received.headers["content-type"] == "application/json"
    assert received.headers["authorization"] == f"Bearer {api_key}"


def test_files_are_asked_for(server, client):
    server.reply(201, json_body={"list": [{"url": "https://files.example/a", "name": "base.glb"}]})
    assert [file.name for file in client.files("T")] == ["base.glb"]
    received = server.received[0]
    assert (received.method, received.path, received.json) == ("POST", "/api/v2/download", {"task_uuid": "T"})


def test_no_files_yet_is_no_error(server, client):
    server.reply(201, json_body={"error": "OK", "list": []})
    assert client.files("T") == ()


def test_the_balance_is_asked_for(server, client):
    server.reply(200, json_body={"balance": 12.5, "error": None})
    assert client.balance() == 12.5
    received = server.received[0]
    assert (received.method, received.path, received.body) == ("GET", "/api/v2/check_balance", b"")


QUESTIONS = [
    pytest.param(lambda client: client.status("K"), {"jobs": []}, id="status"),
    pytest.param(lambda client: client.files("T"), {"list": []}, id="files"),
    pytest.param(lambda client: client.balance(), {"balance": 1}, id="balance"),
]


@pytest.mark.parametrize(("ask", "body"), QUESTIONS)
def test_a_free_question_is_asked_again_after_passing_trouble(server, client, waits, ask, body):
    server.run(lambda sock: None)
    server.reply(502, "<html>Bad gateway</html>")
    server.reply(201, json_body={"error": "OK"} | body)
    ask(client)
    assert len(server.received) == 3
    assert len(waits) == 2
    assert waits[0] < waits[1] * 2


@pytest.mark.parametrize(("ask", "body"), QUESTIONS)
def test_a_free_question_is_not_asked_for_ever(server, client, waits, ask, body):
    server.reply(500)
    with pytest.raises(errors.ServerFault):
        ask(client)
    assert (len(server.received), len(waits)) == (3, 2)


@pytest.mark.parametrize(("ask", "body"), QUESTIONS)
@pytest.mark.parametrize(
    ("status", "answer", "kind"),
    [
        (401, {"error": "UNAUTHORIZED"}, errors.Unauthorized),
        (201, {"error": "NO_SUCH_TASK"}, errors.NoSuchTask),
        (201, {"error": "API_INVALID_JOB"}, errors.Rejected),
        (403, {"error": "PERMISSION_DENIED"}, errors.AccountTrouble),
    ],
)
def test_a_clear_no_is_not_questioned(server, client, waits, ask, body, status, answer, kind):
    server.reply(status, json_body=answer | body)
    with pytest.raises(kind):
        ask(client)
    assert (len(server.received), waits) == (1, [])


def test_the_services_wish_to_wait_is_obeyed(server, client, waits):
    server.reply(429, headers={"Retry-After": "7"})
    server.reply(200, json_body={"balance": 1})
    client.balance()
    assert 7 <= waits[0] <= 8


def test_a_long_wish_goes_to_the_caller(server, client, waits):
    server.reply(429, headers={"Retry-After": "3600"})
    with pytest.raises(errors.RateLimited) as caught:
        client.balance()
    assert caught.value.retry_after_seconds == 3_600
    assert waits == []


def test_asking_again_ends_when_it_has_taken_too_long(server, transport, waits):
    server.reply(500)
    now = iter(range(0, 10_000, 100))
    client = RodinClient(
        api_key="key",
        base_url=server.url,
        transport=transport,
        wait=waits,
        retry=RetryPolicy(attempts=50),
        clock=lambda: next(now),
    )
    with pytest.raises(errors.ServerFault):
        client.balance()
    assert len(server.received) == 2


def test_a_wish_to_stop_ends_the_waiting(server, transport):
    server.reply(500)
    client = RodinClient(api_key="key", base_url=server.url, transport=transport, wait=lambda seconds: True)
    with pytest.raises(Stopped):
        client.status("K")
    assert len(server.received) == 1


class Pace:
    def __init__(self) -> None:
        self.noted: list[object] = []

    def acquire(self, priority: int) -> None:
        self.noted.append(Priority(priority))

    def penalty(self, seconds: float) -> None:
        self.noted.append(seconds)


def test_every_request_asks_the_pace_keeper_first(server, transport, waits):
    pace = Pace()
    client = RodinClient(api_key="key", base_url=server.url, transport=transport, wait=waits, pace=pace)
    server.reply(429, headers={"Retry-After": "9"})
    server.reply(200, json_body={"balance": 1, "jobs": [], "list": []})
    client.balance()
    client.status("K")
    client.files("T")
    assert pace.noted == [Priority.BALANCE, 9.0, Priority.BALANCE, Priority.STATUS, Priority.FILES]
    with pytest.raises(errors.BadResponse):
        client.submit(TEXT)
    assert pace.noted[-1] is Priority.SUBMIT


def test_the_key_is_stripped_and_checked():
    assert usable_key(" abc\n") == "abc"
    for text in ("", "  ", "a b", "a\nb", "schlüssel", "a\x00b", "x" * 5_000):
        with pytest.raises(errors.KeyUnusable) as caught:
            usable_key(text)
        assert caught.value.remedy is Remedy.SET_KEY


def test_the_key_never_goes_over_an_open_line(transport, waits):
    with pytest.raises(errors.UnsafeAddress):
        RodinClient(api_key="key", base_url="http://api.hyper3d.com/api/v2", transport=transport, wait=waits)


class Canned:
    """A transport that answers without a network."""

    def __init__(self, status_code: int, headers: dict[str, str], body: bytes) -> None:
        self.status_code, self.headers, self.body = status_code, headers, body

    @contextmanager
    def open(self, request):
        self.left = io.BytesIO(self.body)
        yield self

    def read(self, size_bytes: int) -> bytes:
        return self.left.read(size_bytes)


NAMES = "error message uuid jobs uuids subscription_key status consumed list url name balance queue_length prompt"
WORDS = st.sampled_from([*NAMES.split(), "OK", "Done", "Failed", "NO_SUCH_TASK", "https://files.example/a.glb"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS | st.text(), inner),
    max_leaves=20,
)
BODIES = ANYTHING.map(lambda value: json.dumps(value).encode()) | st.binary()


@given(
    st.integers(100, 599) | st.just(201),
    st.dictionaries(st.sampled_from(["retry-after", "content-encoding", "location"]), st.text(max_size=40)),
    BODIES | st.tuples(BODIES, st.integers(0, 60)).map(lambda pair: pair[0][: pair[1]]),
)
def test_any_answer_to_any_call_is_a_value_or_an_error_in_words(status_code, headers, body):
    canned = Canned(status_code, headers, body)
    client = RodinClient(api_key="key", base_url="https://api.example", transport=canned, wait=lambda seconds: False)
    for ask in (lambda: client.submit(TEXT), lambda: client.status("K"), lambda: client.files("T"), client.balance):
        try:
            answer = ask()
        except RodinError as error:
            answer = str(error)
        assert answer is not None


SECRET = "sk-very-secret-0123456789"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(lambda server: server.run(lambda sock: None), id="hung up"),
        pytest.param(lambda server: server.reply(500, json_body={"error": SECRET, "message": SECRET}), id="repeated"),
        pytest.param(
            lambda server: server.reply(401, json_body={"error": "UNAUTHORIZED", "message": SECRET}), id="401"
        ),
        pytest.param(lambda server: server.reply(201, SECRET), id="in no answer at all"),
        pytest.param(lambda server: server.reply(302, headers={"Location": f"/{SECRET}"}), id="in a redirect"),
    ],
)
def test_secrets_are_in_no_error_and_no_log(server, transport, waits, caplog, script):
    caplog.set_level(logging.DEBUG)
    script(server)
    client = RodinClient(
        api_key=SECRET, base_url=server.url, transport=transport, wait=waits, retry=RetryPolicy(attempts=2)
    )
    texts = [repr(client), repr(vars(client).get("_transport"))]
    for ask in (lambda: client.submit(TEXT), client.balance, lambda: client.status(SECRET[::-1])):
        with pytest.raises(RodinError) as caught:
            ask()
        error: BaseException | None = caught.value
        while error is not None:
            texts += [str(error), repr(error), repr(vars(error))]
            error = error.__cause__ or error.__context__
    assert SECRET not in caplog.text + " ".join(texts)
    assert SECRET[::-1] not in caplog.text + " ".join(texts)
