# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends so many mutated answers through the whole client over a socket; prints what came of them as JSON.

python fuzz_client.py ROOT SEED COUNT FOLDER
"""

import json
import random
import runpy
import socket
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

KEY = "key-that-no-answer-may-lure-away"


class Server(threading.Thread):
    """Answers each connection with whatever is next, and closes it."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.next = b""
        self.strangers = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def run(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(2.0)
        try:
            got = b""
            while b"\r\n\r\n" not in got:
                if not (piece := connection.recv(65_536)):
                    return
                got += piece
            head, _, body = got.partition(b"\r\n\r\n")
            self.strangers += head.startswith(b"GET /file") and KEY.encode() in head
            length = next(
                (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            while len(body) < length:
                body += connection.recv(65_536)
            connection.sendall(self.next)
        except OSError:
            return


def main(root: str, seed: str, count: str, folder: str) -> None:
    runpy.run_path(f"{root}/processes/script_package.py")["load_package"](Path(root))
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from rodin_props.api.client import CallLimits, RodinClient
    from rodin_props.api.download import DownloadLimits
    from rodin_props.api.http.retry import RetryPolicy
    from rodin_props.api.http.transport import RequestsTransport
    from rodin_props.api.models import GenerationRequest
    from rodin_props.api.options.generation_options import GenerationOptions
    from rodin_props.api.results import RemoteFile
    from rodin_props.errors import RodinError

    from torture import mutants

    hand = random.Random(int(seed))
    server = Server()
    server.start()
    base_url = f"http://127.0.0.1:{server.port}"
    client = RodinClient(
        api_key=KEY,
        base_url=base_url,
        transport=RequestsTransport(user_agent="fuzz", trust_env=False),
        retry=RetryPolicy(attempts=1),
        limits=CallLimits(
            submit_stall_seconds=2, submit_deadline_seconds=4, ask_stall_seconds=2, ask_deadline_seconds=4
        ),
        wait=lambda seconds: False,
    )
    request = GenerationRequest(options=GenerationOptions(seed=1), prompt="a chair", images=())
    file = RemoteFile(url=f"{base_url}/file.glb", name="file.glb")
    destination = Path(folder) / "file.glb"

    def fetch() -> Any:
        for path in Path(folder).glob("file.glb*"):
            path.unlink()
        limits = DownloadLimits(size_bytes=1 << 20, deadline_seconds=4, stall_seconds=2, refreshes=0)
        return client.download(file, destination, refresh=lambda: file, limits=limits)

    calls = (
        (mutants.SUBMIT, lambda: client.submit(request)),
        (mutants.STATUS, lambda: client.status("subscription")),
        (mutants.FILES, lambda: client.files("task")),
        (mutants.BALANCE, client.balance),
        (mutants.FILES, fetch),
    )
    ends: Counter[str] = Counter()
    slowest, bad = 0.0, []
    for number in range(int(count)):
        right, call = calls[number % len(calls)]
        server.next = mutants.answer(hand, right)
        began = time.monotonic()
        try:
            call()
            ends["accepted"] += 1
        except RodinError as error:
            ends[type(error).__name__] += 1
            if KEY in str(error) or not str(error).isprintable() or len(str(error)) > 700:
                bad.append([number, str(error)])
        except Exception as error:
            bad.append([number, f"{type(error).__name__}: {error}", server.next[:2_000].decode("latin-1")])
        slowest = max(slowest, time.monotonic() - began)
    print(json.dumps({"ends": ends, "bad": bad[:5], "slowest": slowest, "lured": server.strangers}))


if __name__ == "__main__":
    main(*sys.argv[1:])
