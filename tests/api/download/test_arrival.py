# SPDX-License-Identifier: GPL-3.0-or-later
"""A model arrives whole and is kept only if its check lets it pass; nobody learns its link."""

import pytest
from rodin_props.api import errors
from rodin_props.errors import RodinError
from support.api.fetching import MODEL, range_of


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
    assert range_of(server.received[0]) is None


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


def test_links_are_in_no_error_and_no_log(server, fetch, caplog):
    caplog.set_level("DEBUG")
    server.run(lambda sock: None)
    server.reply(302, headers={"Location": "http://files.example/?X-Tos-Signature=hidden"})
    with pytest.raises(RodinError) as caught:
        fetch()
    assert "hidden" not in caplog.text + str(caught.value) + repr(vars(caught.value))
