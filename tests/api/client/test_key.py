# SPDX-License-Identifier: GPL-3.0-or-later
"""The key is checked, goes over no open line, and is in no error and no log."""

import logging

import pytest
from rodin_props.api import errors
from rodin_props.api.client import RodinClient, usable_key
from rodin_props.api.http.retry import RetryPolicy
from rodin_props.errors import Remedy, RodinError
from support.api.submission import TEXT


def test_the_key_is_stripped_and_checked():
    assert usable_key(" abc\n") == "abc"
    for text in ("", "  ", "a b", "a\nb", "schlüssel", "a\x00b", "x" * 5_000):
        with pytest.raises(errors.KeyUnusable) as caught:
            usable_key(text)
        assert caught.value.remedy is Remedy.SET_KEY


def test_the_key_never_goes_over_an_open_line(transport, waits):
    with pytest.raises(errors.UnsafeAddress):
        RodinClient(api_key="key", base_url="http://api.hyper3d.com/api/v2", transport=transport, wait=waits)


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
