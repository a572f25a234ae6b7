# SPDX-License-Identifier: GPL-3.0-or-later
"""Both origins in one event loop: starts them, says when they are ready, stops them."""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from .endpoints.api import Api
from .endpoints.contradicting import Contradicting
from .endpoints.control import Control
from .endpoints.files import FileHost
from .endpoints.gate import PREFIX
from .endpoints.replaying import Replaying
from .faults.answers import json_answer
from .replay.recording import Recording
from .state.clock import Clock
from .state.links import Links
from .state.record import Record
from .state.settings import Settings
from .workers.pool import WorkerPool

BODY_BYTES_LIMIT = 256 * 1024 * 1024


async def _nothing_here(request: web.Request) -> web.StreamResponse:
    message = f"Cannot {request.method} {request.path}"
    return json_answer({"statusCode": 404, "error": "Not Found", "message": message}, status=404)


async def _listen(app: web.Application, host: str, port: int) -> tuple[web.AppRunner, int]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner, runner.addresses[0][1]


async def serve(settings: Settings, *, on_ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM. `on_ready` gets the one line that says where."""
    clock, workers = Clock(), WorkerPool(workers=settings.workers)
    record, links = Record(clock), Links(clock)
    api = Api(settings, clock, record, links, workers)
    otherwise = Contradicting(settings, record, api.account)
    middlewares = [otherwise.around, api.gate.guard, otherwise.behind]
    if settings.replay:
        replaying = Replaying(Recording.read(Path(settings.replay)), api)
        middlewares = [replaying.around, *middlewares, replaying.behind]
    app = web.Application(client_max_size=BODY_BYTES_LIMIT, middlewares=middlewares)
    app.add_routes([*api.routes(), *Control(api).routes()])
    app.router.add_route("*", "/{path:.*}", _nothing_here)
    host = FileHost(settings, clock, record, links, api.account, api.book)
    files = web.Application()
    files.router.add_route("*", "/{path:.*}", host.serve)
    files_runner, files_port = await _listen(files, settings.host, settings.files_port)
    links.origin = f"http://{settings.host}:{files_port}"
    runner, port = await _listen(app, settings.host, settings.port)
    key = settings.keys[0] if settings.keys else "none"
    on_ready(f"Rodin sandbox on http://{settings.host}:{port}{PREFIX} (files on :{files_port}, key: {key})")
    try:
        await _until_stopped()
    finally:
        workers.close()
        await runner.cleanup()
        await files_runner.cleanup()


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows' loops take no signal handlers
            loop.add_signal_handler(name, stopped.set)
    await stopped.wait()
