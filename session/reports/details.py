# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody who helps must know: versions, state, codes, times. No key, prompt, name, path or address."""

from __future__ import annotations

import dataclasses
import os
import platform
import sys
import time
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING

import bpy

from ...api import DEFAULT_BASE_URL
from ...api.http.address import is_loopback
from ...errors import RodinError
from .. import addon, credentials, session
from ..watching import look
from . import last_error
from .private import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Context

    from ...api.options.values import OptionValues
    from ...jobs.job import Job
    from .scrubbing import Hidden


def details(context: Context, *, job_id: str = "", about: str = "") -> str:
    """Return a report in lines, to be sent to somebody.

    :param job_id: the generation that it is about; "" for none.
    :param about: the sentences that were shown, if any were, one a line.
    """
    job, lines = None, [*_versions(), *_service(context)]
    state = session.current()
    try:
        state.refresh()
        job = state.job(job_id) if job_id else None
    except RodinError as error:
        lines.append(f"List of jobs: {error.code}")
    known = hidden(context, job_id=job_id)
    sentences = dict.fromkeys([*about.split("\n"), *look.facts().notices])
    lines += [f"Shown: {known.out_of(each)}" for each in sentences if each]
    if (last := last_error.kept()) is not None:
        lines.append(f"Last error: {last.code}, {_moment(last.at)}: {last.without(known)}")
    if job is not None:
        lines += _generation(job)
        lines += [f"  {line}" for line in _history(job, known)]
    lines.append(f"Generations: {state.jobs.count}, running: {len(state.jobs.active)}")
    return "\n".join(lines) + "\n"


def _versions() -> Iterator[str]:
    product, _, version = addon.user_agent().split()[0].partition("/")
    yield f"{product} {version}, written {_moment(time.time())}"
    build = bpy.app.build_hash.decode("ascii", "replace")
    yield f"Blender {bpy.app.version_string} ({build}), Python {platform.python_version()}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}, language {bpy.app.translations.locale}"


def _service(context: Context) -> Iterator[str]:
    """Yield where requests go, in words that tell no address but Rodin's own, and what is known of the key."""
    try:
        account = addon.account(context)
    except RodinError as error:
        yield f"Service: {error.code}"
        return
    where = "on this computer" if is_loopback(account.base_url) else "another address"
    online = "on" if bpy.app.online_access else "off"
    yield f"Service: {'Rodin' if account.base_url == DEFAULT_BASE_URL else where}, online access {online}"
    kept = "environment" if os.environ.get(credentials.ENVIRONMENT_KEY) else "preferences"
    known = look.facts().account
    code = f", {known.error_code}" if known is not None and known.error_code else ""
    yield f"Key: {f'from the {kept}' if account.api_key else 'none'}{code}, worker's Python: {bool(sys.executable)}"


def _generation(job: Job) -> Iterator[str]:
    """Yield what is known of a generation: all that is a number, a code or a choice."""
    of = f"pictures: {len(job.images)}, letters: {len(job.prompt)}"
    yield f"Generation: {job.kind.value}, {job.source or 'by id'}, {of}"
    yield f"Task: {job.task_uuid or 'none'}, attempt {job.attempt}"
    held = f", held by {job.hold_code}{' until somebody acts' if job.blocked else ''}" if job.hold_code else ""
    yield f"State: {job.state.value}{f', {job.error_code}' if job.error_code else ''}{held}"
    charged = "not known" if job.consumed_credits is None else f"{job.consumed_credits:g}"
    yield f"Credits: {job.credits_needed:g} expected, {charged} charged"
    yield f"Steps: {job.steps_done} of {job.steps_total}, {job.steps_failed} failed, {job.waited_seconds:.0f} s watched"
    yield f"Bytes: {job.bytes_done} of {job.bytes_total}, triangles: {job.triangles}, quads: {job.quads}"
    yield f"Prepared by: Blender {job.prepared_version or 'none'}"
    options = job.options if job.work is None else job.work.options
    yield f"Options: {', '.join(_choices(options))}"


def _choices(options: OptionValues) -> Iterator[str]:
    """Yield the options that are choices or numbers; words that somebody wrote are left out."""
    for field in dataclasses.fields(options):
        value = getattr(options, field.name)
        if isinstance(value, Enum | bool | int | float):
            yield f"{field.name} {value.name if isinstance(value, Enum) else value}"


def _history(job: Job, known: Hidden) -> Iterator[str]:
    """Yield when a generation came into which state, in seconds since it was asked for."""
    yield f"{_moment(job.created_at)} asked for"
    with suppress(RodinError):
        for event in session.current().ledger.events(job.id):
            note = f" {known.out_of(event.note)}" if event.note else ""
            yield f"+{event.at - job.created_at:.1f} s {event.state.value}{note}"


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at))
