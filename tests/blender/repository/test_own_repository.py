# SPDX-License-Identifier: GPL-3.0-or-later
"""The repository that `make repository` makes: Blender's own extension manager installs from it and updates by it."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from support.package import ROOT
from support.static_server import StaticServer

CLIENT = ROOT / "tests" / "blender" / "helpers" / "repository_client.py"
OLDER = "0.0.9"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if tag == "a" and name == "href"]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make repository` makes, in another folder."""
    folder = tmp_path_factory.mktemp("repository")
    command = [sys.executable, str(ROOT / "scripts" / "build_extension.py"), str(folder), "--repository"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_a_running_blender_installs_from_it_and_updates_by_it_and_the_key_stays(
    repository: Path, tmp_path: Path
) -> None:
    served = tmp_path / "served"
    shutil.copytree(_of_earlier(repository, tmp_path / "earlier"), served)
    environment = os.environ | {"BLENDER_USER_RESOURCES": str(tmp_path / "profile")}
    with StaticServer(served) as server:
        command = [sys.executable, str(CLIENT), f"{server.url}index.json"]
        client = subprocess.Popen(
            command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment
        )
        with client:
            installed = _facts(client)
            assert installed["version"] == OLDER
            assert installed["has_operators"]
            assert installed["key"]

            shutil.rmtree(served)
            shutil.copytree(repository, served)
            assert client.stdin is not None
            client.stdin.write("\n")
            client.stdin.flush()
            assert _facts(client) == installed | {"version": _newest(repository)}
        assert [path.partition("?")[0] for path in server.asked].count("/index.json") == 2


def test_its_page_offers_each_extension_to_be_dragged_into_blender(repository: Path) -> None:
    links = _Links()
    links.feed((repository / "index.html").read_text("utf-8"))
    (dragged,) = (urlsplit(link) for link in links.found if ".zip" in link)
    assert (repository / dragged.path).is_file()
    assert parse_qs(dragged.query) == {"repository": ["./index.json"], "blender_version_min": ["4.2.0"]}


def test_it_lists_what_is_in_it_with_its_hash(repository: Path) -> None:
    listing = json.loads((repository / "index.json").read_text("utf-8"))
    (extension,) = listing["data"]
    archive = repository / extension["archive_url"]
    assert archive.stat().st_size == extension["archive_size"]
    assert extension["archive_hash"].startswith("sha256:")
    assert extension["permissions"].keys() == {"network", "files", "clipboard"}


def _facts(client: subprocess.Popen[str]) -> dict[str, Any]:
    """Return the next facts that the client prints; what Blender itself prints is passed over, and told if it ends."""
    passed = []
    assert client.stdout is not None
    for line in client.stdout:
        if line.startswith("{"):
            return dict(json.loads(line))
        passed.append(line)
    pytest.fail(f"The client ended: {''.join(passed)}")


def _newest(repository: Path) -> str:
    return str(json.loads((repository / "index.json").read_text("utf-8"))["data"][0]["version"])


def _of_earlier(repository: Path, folder: Path) -> Path:
    """Return a repository with the same extension under an earlier version."""
    (newest,) = repository.glob("*.zip")
    folder.mkdir()
    with zipfile.ZipFile(newest) as read, zipfile.ZipFile(folder / f"rodin_props-{OLDER}.zip", "w") as written:
        for name in read.namelist():
            data = read.read(name)
            if name == "blender_manifest.toml":
                data = re.sub(rb'(?m)^version = ".*"$', f'version = "{OLDER}"'.encode(), data)
            written.writestr(name, data)
    runpy.run_path(str(ROOT / "scripts" / "build_extension.py"))["make_repository"](folder)
    return folder
