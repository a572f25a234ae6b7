# SPDX-License-Identifier: GPL-3.0-or-later
"""Free questions: what is asked, what is asked again, and how any answer is borne."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.api import errors
from rodin_props.api.client import Priority, RodinClient
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.errors import RodinError, Stopped
from support.api.canned import Canned
from support.api.submission import TEXT


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
