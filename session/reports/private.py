# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the artist's alone: the names, words and addresses that this Blender knows of."""

from __future__ import annotations

import getpass
import os
import platform
import urllib.request
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import bpy

from ...api import DEFAULT_BASE_URL
from ...errors import RodinError
from .. import addon, credentials, session
from .scrubbing import Hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bpy.types import Context

    from ...jobs.job import Job
    from ..prop_inputs import Inputs

_NAMED = ("objects", "collections", "images", "materials", "scenes", "cameras")
"""What our sentences name of the open file."""


def hidden(context: Context, *, job_id: str = "") -> Hidden:
    """Return what must not be told, whatever a sentence is about. With thousands of jobs it takes 30 ms.

    :param job_id: what it is about, also a job that does not exist yet; of that, each single word is left out.
    """
    state, phrases = session.current(), set[str]()
    with suppress(RodinError):  # the list itself may be what cannot be read
        if state.has_ledger:
            phrases |= state.ledger.reader.texts()
            phrases |= {form for path in state.ledger.reader.blend_paths() for form in _forms(path)}
    return hidden_of_now(context, job_id=job_id) | Hidden(phrases=frozenset(phrases))


def hidden_of_now(context: Context, *, job_id: str = "") -> Hidden:
    """Return the same without the names and words of other jobs, which stay in the list: cheap, for a button.

    :param job_id: as `hidden`.
    """
    state = session.current()
    secrets = {credentials.key_in_use(addon.user_folder()), str(Path.home())}
    words = {_user(), Path.home().name, platform.node(), bpy.data.filepath}
    phrases = {*_names_in_file(), *_libraries(context), *_hosts(context)}
    for pending_id, pending in state.pending.items():
        for inputs in (each for _, each in pending.planned):
            (words if job_id in (pending_id, *pending.job_ids) else phrases).update(_texts_of(inputs))
    with suppress(RodinError):  # the list itself may be what cannot be read
        if (job := state.job(job_id) if job_id else None) is not None:
            secrets |= {job.subscription_key, str(job.folder)}
            words |= set(_texts_of_job(job))
    return Hidden(secrets=frozenset(secrets), phrases=frozenset(phrases), words=frozenset(words))


def _texts_of_job(job: Job) -> Iterator[str]:
    yield from (job.name, job.prompt, job.final_prompt, job.target.blockout, job.blend_path)
    yield from job.images
    yield from job.image_labels


def _texts_of(inputs: Inputs) -> Iterator[str]:
    """Yield what an artist wrote or named for a job that does not exist yet."""
    yield from (inputs.name, inputs.prompt, inputs.blockout)
    yield from inputs.meshes
    yield from inputs.picture_labels


def _user() -> str:
    with suppress(Exception):  # there need not be a name for it
        return getpass.getuser()
    return ""


def _names_in_file() -> Iterator[str]:
    for kind in _NAMED:
        yield from getattr(bpy.data, kind).keys()
    yield from _forms(bpy.data.filepath)
    for library in bpy.data.libraries:
        yield from (library.name, *_forms(library.filepath))


def _libraries(context: Context) -> Iterator[str]:
    for library in context.preferences.filepaths.asset_libraries:
        yield from (library.name, *_forms(library.path))


def _forms(path: str) -> Iterator[str]:
    """Yield a path as sentences may have it: whole, its name alone, and that without its ending."""
    name = PureWindowsPath(path.removeprefix("//"))  # which knows both kinds of slashes
    yield from (path, name.name, name.stem)


def _hosts(context: Context) -> Iterator[str]:
    """Yield where requests go, but for Rodin itself, and what stands between."""
    addresses = [each for listed in urllib.request.getproxies().values() for each in listed.split(",")]
    for address in (os.environ.get(credentials.ENVIRONMENT_ADDRESS, ""), addon.preferences(context).base_url):
        if address.strip() not in ("", DEFAULT_BASE_URL):
            addresses.append(address)
    yield from _parts_of(addresses)


def _parts_of(addresses: Iterable[str]) -> Iterator[str]:
    for address in map(str.strip, addresses):
        yield address
        with suppress(ValueError):  # what is no address is left out whole
            split = urlsplit(address if "://" in address else f"http://{address}")
            host, given = split.hostname or "", split.netloc.rpartition("@")[2]
            yield from (split.netloc, given, given.rpartition(":")[0], host, split.username or "", split.password or "")
