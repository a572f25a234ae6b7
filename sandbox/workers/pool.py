# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes models in processes of their own, so that the service keeps answering; remembers what it made."""

import asyncio
import contextlib
import pickle
import sys
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any

from ..modelling.job import Job, digested
from ..state.kept import Kept
from .worker import LENGTH, frame


class MakingFailed(Exception):
    """No model could be made."""


_Free = asyncio.Queue[Process | None]


class WorkerPool:
    """Some processes, each started when first needed: those that make models, and one that looks at pictures.

    It is a process of its own, so that the answer to a submission does not wait until other models are made.
    """

    def __init__(self, *, workers: int) -> None:
        self._makers: _Free = asyncio.Queue()
        for _ in range(max(1, workers)):
            self._makers.put_nowait(None)
        self._inspector: _Free = asyncio.Queue()
        self._inspector.put_nowait(None)
        self._processes: set[Process] = set()
        self._made = Kept[dict[str, bytes]]()
        self._complaints = Kept[str]()

    async def make(self, job: Job) -> dict[str, bytes]:
        """Make the files of a model: name -> bytes. Equal jobs are made once only. :raises MakingFailed:"""
        return await self._made.get(job.fingerprint(), lambda: self._run(self._makers, job.work, job))

    async def complaint(self, images: tuple[bytes, ...], *, use_original_alpha: bool) -> str:
        """Return the kind of error for pictures that nothing can be made of, or "". Equal ones are looked at once."""
        if not images:
            return ""
        return await self._complaints.get(
            repr((digested(images), use_original_alpha)),
            lambda: self._run(self._inspector, "inspect", images, use_original_alpha),
        )

    async def _run(self, free: _Free, name: str, *arguments: object) -> Any:
        process = await free.get()
        try:
            for _ in range(2):  # a process that died, perhaps for want of memory, is replaced once
                if process is None or process.returncode is not None:
                    process = await self._start()
                with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                    done, result = await _ask(process, frame((name, arguments)))
                    break
                await process.wait()
            else:
                raise MakingFailed("the process that makes models died")
        finally:
            free.put_nowait(process)
        if not done:
            raise MakingFailed(result)
        return result

    async def _start(self) -> Process:
        root = Path(__file__).resolve().parents[2]
        command = (sys.executable, "-m", "sandbox.workers.worker")
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, cwd=root, stdin=pipe, stdout=pipe)
        self._processes.add(process)
        return process

    def close(self) -> None:
        """Stop the processes, whatever they are doing."""
        for process in self._processes:
            if process.returncode is None:
                process.kill()


async def _ask(process: Process, request: bytes) -> tuple[bool, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request)
        await process.stdin.drain()
        size = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))[0]
        answer: tuple[bool, Any] = pickle.loads(await process.stdout.readexactly(size))  # noqa: S301 - our own process
    except BaseException:  # an answer that nobody waits for must not be taken for the next one's
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        raise
    return answer
