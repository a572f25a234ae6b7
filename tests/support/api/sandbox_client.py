# SPDX-License-Identifier: GPL-3.0-or-later
"""The add-on's own client at a sandbox, and how long it bears with each of the sandbox's faults."""

from collections.abc import Callable

from rodin_props.api import errors
from rodin_props.api.client import CallLimits, RodinClient
from rodin_props.api.download import DownloadLimits
from rodin_props.api.models import GenerationRequest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Tier
from rodin_props.api.results import RemoteFile, choose_model_file

TEXT = GenerationRequest(options=GenerationOptions(tier=Tier.SKETCH, seed=4), prompt="an oak stool")
LIMITS = CallLimits(submit_deadline_seconds=30, ask_deadline_seconds=20)
FILE_LIMITS = DownloadLimits(size_bytes=30_000_000, spare_bytes=0)
NO_ANSWER = errors.ConnectionFailed
UNREADABLE = errors.BadResponse

_IMPATIENT = CallLimits(submit_deadline_seconds=2, ask_deadline_seconds=1.5)
_IMPATIENT_FILES = DownloadLimits(size_bytes=30_000_000, deadline_seconds=8, stall_seconds=0.7, spare_bytes=0)
_NEVER_END = {"hang", "hang_midway", "trickle"}
_MANY = 20_000


def limits_for(name: str) -> CallLimits:
    """Little patience with a fault that never ends by itself."""
    return _IMPATIENT if name in _NEVER_END else LIMITS


def file_limits_for(name: str) -> DownloadLimits:
    """The same for files."""
    return _IMPATIENT_FILES if name in _NEVER_END else FILE_LIMITS


def generate(ask: RodinClient, request: GenerationRequest = TEXT) -> str:
    """Generate and return the task's id once there are files."""
    submission = ask.submit(request)
    assert any(ask.status(submission.subscription_key).finished for _ in range(_MANY))
    assert any(ask.files(submission.task_uuid) for _ in range(_MANY))
    return submission.task_uuid


def generate_and_link(ask: RodinClient) -> Callable[[], RemoteFile]:
    """Generate and return what asks for the model's link."""
    task_uuid = generate(ask)
    return lambda: choose_model_file(ask.files(task_uuid), TEXT.options)
