# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of every fault in a list of files and of the host of the files."""

import pytest
from rodin_props.api import errors
from support.api.sandbox_client import FILE_LIMITS, NO_ANSWER, UNREADABLE, file_limits_for, generate_and_link


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("empty_for_ever", errors.NoModelInResult),
        ("list_missing", UNREADABLE),
        ("list_object", UNREADABLE),
        ("entries_junk", errors.NoModelInResult),
        ("entries_many", UNREADABLE),
        ("without_format", errors.NoModelInResult),
        ("preview_only", errors.NoModelInResult),
        ("zip", errors.NoModelInResult),
        ("url_file", errors.UnsafeAddress),
        ("url_http", errors.UnsafeAddress),
        ("url_ftp", errors.UnsafeAddress),
        ("url_unc", errors.UnsafeAddress),
        ("url_relative", errors.UnsafeAddress),
        ("url_user", errors.UnsafeAddress),
        ("url_junk", errors.UnsafeAddress),
        ("names_dotdot", None),
        ("names_absolute", None),
        ("names_device", None),
        ("names_long", None),
        ("names_control", None),
        ("names_duplicate", None),
        ("names_empty", None),
        ("names_odd_case", None),
        ("url_expired", None),
    ],
)
def test_a_list_of_files_meets_every_fault(service, ask, tmp_path, name, kind):
    link = generate_and_link(ask)
    service.scenario(faults={f"download.{name}": -1})

    def fetch():
        file = link()
        service.scenario(faults={f"download.{name}": 0})
        return ask.download(file, tmp_path / "model.glb", refresh=link, limits=FILE_LIMITS)

    if kind is None:
        assert fetch().read_bytes().startswith(b"glTF")
        assert [path.name for path in tmp_path.iterdir()] == ["model.glb"]
    else:
        with pytest.raises(kind):
            fetch()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("expired", errors.LinkExpired),
        ("http_403", errors.LinkExpired),
        ("http_404", errors.LinkExpired),
        ("http_416", errors.DownloadFailed),
        ("http_429", errors.RateLimited),
        ("http_500", errors.ServerFault),
        ("http_503", errors.ServerFault),
        ("html_200", errors.DownloadFailed),
        ("reset", NO_ANSWER),
        ("hang", NO_ANSWER),
        ("trickle", NO_ANSWER),
        ("endless_body", errors.DownloadTooLarge),
        ("empty", errors.DownloadIncomplete),
        ("short", NO_ANSWER),
        ("length_huge", errors.DownloadTooLarge),
        ("gzip", errors.DownloadFailed),
        ("gzip_bomb", errors.DownloadFailed),
        ("redirect_http", errors.UnsafeAddress),
        ("redirect_file", errors.UnsafeAddress),
        ("redirect_loop", errors.DownloadFailed),
        ("length_junk", None),
        ("no_length", None),
        ("no_length_close", None),
        ("no_range", None),
    ],
)
def test_a_download_meets_every_fault(service, ask, tmp_path, name, kind):
    link = generate_and_link(ask)
    service.scenario(faults={f"file.{name}": -1})
    if kind is None:
        path = ask.download(link(), tmp_path / "model.glb", refresh=link, limits=file_limits_for(name))
        assert path.read_bytes().startswith(b"glTF")
    else:
        with pytest.raises(kind):
            ask.download(link(), tmp_path / "model.glb", refresh=link, limits=file_limits_for(name))
        assert not (tmp_path / "model.glb").exists()


@pytest.mark.parametrize(
    "name", ["expired", "http_429", "http_503", "reset", "reset_midway", "hang_midway", "redirect_host"]
)
def test_a_passing_fault_of_the_host_is_not_noticed(service, ask, tmp_path, name):
    link = generate_and_link(ask)
    service.scenario(faults={f"file.{name}": 1})
    path = ask.download(link(), tmp_path / "model.glb", refresh=link, limits=file_limits_for(name))
    body = path.read_bytes()
    assert int.from_bytes(body[8:12], "little") == len(body)
