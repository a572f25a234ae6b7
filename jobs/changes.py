# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a job that may change, so that a wrong name or kind does not pass the type checker."""

from typing import TypedDict

from ..api.options.generation_options import GenerationOptions
from ..errors import Remedy, RodinError
from .work import Work


class JobChanges(TypedDict, total=False):
    """New values for fields of a ``Job`` (see there), but for its state and its hold."""

    options: GenerationOptions
    work: Work | None
    prepare_command: tuple[str, ...]
    blender_version: str
    attempt: int
    final_prompt: str
    task_uuid: str
    subscription_key: str
    submitted_at: float | None
    consumed_credits: float | None
    resumable_until: float | None
    steps_done: int
    steps_total: int
    steps_failed: int
    queue_length: int | None
    waited_seconds: float
    bytes_done: int
    bytes_total: int | None
    model_file: str
    preview_file: str
    prepared_file: str
    prepared_version: str
    triangles: int | None
    quads: int | None
    dimensions: tuple[float, float, float] | None
    error_code: str
    error: str
    remedy: Remedy


def sent_again(attempt: int) -> JobChanges:
    """Return the fields of a job that is to be sent once more.

    :param attempt: how many payments were asked for, this one included.
    """
    return {
        "attempt": attempt,
        "task_uuid": "",
        "subscription_key": "",
        "submitted_at": None,
        "consumed_credits": None,
        "resumable_until": None,
        "final_prompt": "",
        "steps_done": 0,
        "steps_total": 0,
        "steps_failed": 0,
        "queue_length": None,
        "waited_seconds": 0.0,
        "bytes_done": 0,
        "bytes_total": None,
    }


def failure(error: RodinError) -> JobChanges:
    """Return the fields of a job that ended with this error."""
    return {"error_code": error.code, "error": str(error), "remedy": error.remedy}
