# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes models in processes of their own, so that the service keeps answering; remembers what it made."""

import asyncio
import hashlib
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TypeVar

CACHE_LIMIT = 64
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelJob:
    """What a model depends on, and nothing else: equal jobs give byte-identical files."""

    prompt: str = ""
    images: tuple[bytes, ...] = field(default=(), repr=False)
    labels: tuple[str, ...] = ()
    use_original_alpha: bool = False
    faces: int = 18_000
    mesh_mode: str = "Quad"
    material: str = "PBR"
    file_format: str = "glb"
    bbox: tuple[int, int, int] | None = None
    texture_pixels: int = 2048
    seed: int = 0

    def fingerprint(self) -> str:
        """The same for equal jobs, also in another process."""
        pictures = tuple(hashlib.sha256(data).hexdigest() for data in self.images)
        return hashlib.sha256(repr((self, pictures)).encode()).hexdigest()


def _die_with_parent() -> None:
    """Worker processes would outlive a killed sandbox otherwise."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent,), daemon=True).start()


def _exit_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _make(job: ModelJob) -> dict[str, bytes]:
    from .modelling import make_files  # heavy imports belong to the worker process

    return make_files(job)


def _inspect(images: tuple[bytes, ...], use_original_alpha: bool) -> str:
    from .modelling.cutout import complaint

    return next((word for data in images if (word := complaint(data, use_original_alpha=use_original_alpha))), "")


class Workshop:
    """A pool of processes, started when first needed."""

    def __init__(self, *, workers: int) -> None:
        self._workers = max(1, workers)
        self._pool: ProcessPoolExecutor | None = None
        self._made: dict[str, asyncio.Future[dict[str, bytes]]] = {}

    async def make(self, job: ModelJob) -> dict[str, bytes]:
        """The files of a model: name -> bytes. Equal jobs are made once only."""
        fingerprint = job.fingerprint()
        if fingerprint not in self._made:
            self._made[fingerprint] = asyncio.ensure_future(self._run(_make, job))
            while len(self._made) > CACHE_LIMIT:
                self._made.pop(next(iter(self._made)))
        return await asyncio.shield(self._made[fingerprint])

    async def complaint(self, images: tuple[bytes, ...], *, use_original_alpha: bool) -> str:
        """The error code for pictures that nothing can be made of, or ""."""
        return await self._run(_inspect, images, use_original_alpha) if images else ""

    async def _run(self, work: Callable[..., Result], *arguments: object) -> Result:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._get_pool(), work, *arguments)
        except BrokenProcessPool:
            self._pool = None
            return await loop.run_in_executor(self._get_pool(), work, *arguments)

    def _get_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_die_with_parent)
        return self._pool

    def close(self) -> None:
        """Stop the processes, whatever they are doing."""
        if self._pool is None:
            return
        for process in list(getattr(self._pool, "_processes", {}).values()):
            process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None
