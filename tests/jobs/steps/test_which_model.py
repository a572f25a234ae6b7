# SPDX-License-Identifier: GPL-3.0-or-later
"""Of several models in a result the right one is fetched, with each new link too."""

import dataclasses
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from rodin_props.api.client import RodinClient
from rodin_props.api.http.transport import RequestsTransport
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import Addons, ModelMaterial
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.steps.download import fetch
from rodin_props.jobs.work import NewTextures, Work
from support.jobs.small_model import glb, triangle


def _model(padding: int) -> bytes:
    document, data = triangle()
    return glb({**document, "extras": "." * padding}, data)


LIGHT, DENSE = _model(100), _model(200_000)


class Host(ThreadingHTTPServer):
    """A service that lists some files, every other time in reverse, and serves them."""

    files: tuple[tuple[str, str, bytes], ...] = ()
    """Path, name and content."""
    lists = 0
    links_for_one_answer = False
    """Asking how large a file is uses its link up."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.used: set[str] = set()

    def entries(self) -> list[dict[str, str]]:
        self.lists += 1
        listed = [
            {"url": f"http://127.0.0.1:{self.server_port}/{path}?list={self.lists}", "name": name}
            for path, name, _ in self.files
        ]
        return listed if self.lists % 2 else listed[::-1]


class Answer(BaseHTTPRequestHandler):
    server: Host

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._send(201, json.dumps({"list": self.server.entries()}).encode())

    def do_GET(self) -> None:
        path = self.path.lstrip("/").partition("?")[0]
        content = next(content for known, _, content in self.server.files if known == path)
        expired = self.server.links_for_one_answer and self.path in self.server.used
        self.server.used.add(self.path)
        self._send(403 if expired else 200, b"" if expired else content)

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except OSError:  # only the size was wanted
            self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def host() -> Iterator[Host]:
    server = Host()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetched(ledger: Ledger, add_job: Any, tools: Any, host: Host) -> Any:
    """A function that fetches a job's model from the host and returns its bytes."""
    base_url = f"http://127.0.0.1:{host.server_port}"
    transport = RequestsTransport(user_agent="RodinPropsTests/1")
    client = RodinClient(api_key="key", base_url=base_url, transport=transport, wait=lambda seconds: False)

    def fetch_it(options: GenerationOptions, work: Work | None = None) -> bytes:
        job = add_job(options=options, work=work)
        for state in (State.SUBMITTING, State.WAITING, State.DOWNLOADING):
            job = ledger.move(job.id, state, task_uuid="task")
        fetch(job, dataclasses.replace(tools(), client=client, payer=client, fetcher=client))
        path = ledger.get(job.id).model_path
        assert path is not None
        return path.read_bytes()

    return fetch_it


def test_the_smaller_of_two_models_is_fetched_where_their_names_are_alike(host: Host, fetched: Any) -> None:
    host.files = (("1", "base_basic_pbr.glb", DENSE), ("2", "base_basic_pbr.glb", LIGHT))
    assert fetched(GenerationOptions()) == LIGHT
    assert fetched(GenerationOptions(addons=Addons.HIGH_PACK)) == DENSE


def test_a_new_link_leads_to_the_same_model(host: Host, fetched: Any) -> None:
    host.files = (("1", "base_basic_pbr.glb", LIGHT), ("2", "base_basic_pbr.glb", DENSE))
    host.links_for_one_answer = True
    assert fetched(GenerationOptions()) == LIGHT
    assert host.lists == 2


def test_new_textures_come_in_the_material_that_was_chosen_for_them(host: Host, fetched: Any) -> None:
    host.files = (("1", "base_basic_pbr.glb", LIGHT), ("2", "base_basic_shaded.glb", DENSE))
    for material, model in ((ModelMaterial.PBR, LIGHT), (ModelMaterial.SHADED, DENSE)):
        work = NewTextures(mesh_file="mesh.glb", options=TextureOptions(material=material))
        assert fetched(GenerationOptions(), work) == model
