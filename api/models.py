# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of the service and what it answers, as frozen values.

Every ``from_json`` takes the decoded body, whatever it is, and raises BadResponse naming the field it cannot use.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from .errors import BadResponse, InvalidOptions, clean
from .http.transport import Part
from .options.generation_options import GenerationOptions
from .options.rules import Problem, problems
from .options.types import Family, ImageLabel
from .paid_request import prompt_problems, refuse_first
from .pictures import picture_parts

_ID_LENGTH = 16_384
_LIST_LENGTH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """All that goes into one paid generation.

    :param images: up to five picture files; the first decides the material.
    :param image_labels: one of ``ImageLabel``'s values for each picture, or none at all.
    :param bbox_condition: proportions as ``bbox_condition_for`` makes them.
    """

    options: GenerationOptions
    prompt: str = ""
    images: tuple[Path, ...] = ()
    image_labels: tuple[str, ...] = ()
    bbox_condition: tuple[int, int, int] | None = None
    path: str = field(default="/rodin", init=False)

    def problems(self) -> tuple[Problem, ...]:
        """Return what the service would refuse, without reading the pictures; empty when it may be sent."""
        counts = {"image_count": len(self.images), "label_count": len(self.image_labels)}
        refusals = problems(self.options, has_prompt=bool(self.prompt.strip()), **counts)
        words = {label.value for label in ImageLabel}
        if not words.issuperset(self.image_labels):
            refusals += (Problem("image_labels", "A view label is unknown to Rodin. Choose one from the list."),)
        refusals += prompt_problems(self.prompt)
        if self.bbox_condition is not None and not all(1 <= side <= 2048 for side in self.bbox_condition):
            refusals += (Problem("bbox_condition", "The box has impossible proportions. Use a box with three sides."),)
        return refusals

    def form(self) -> dict[str, str]:
        """Return the text parts of the request: options, prompt and arrays in the encoding the service reads.

        :raises InvalidOptions: for the first of ``problems()``.
        """
        refuse_first(self.problems())
        texts = self.options.form(image_count=len(self.images))
        if prompt := self.prompt.strip():
            texts["prompt"] = prompt
        if self.bbox_condition is not None:
            texts["bbox_condition"] = json.dumps(self.bbox_condition, separators=(",", ":"))
        if self.image_labels and self.images and self.options.tier.family is Family.GEN_2_5:
            texts["image_label"] = json.dumps(self.image_labels, separators=(",", ":"))
        return texts

    def file_parts(self) -> tuple[Part, ...]:
        """Read the pictures and return their parts. :raises PictureRefused: for the first that cannot be sent."""
        return picture_parts(self.images)


def bbox_condition_for(dx: float, dy: float, dz: float) -> tuple[int, int, int]:
    """Return the proportions to ask for, for a box of these sizes along Blender's axes.

    The service reads them along the axes of the file, (x, up, z): the newest documentation says so, and the middle
    one is measured. Should a real trial show otherwise, this is the only place to change.

    :raises InvalidOptions: for sizes that are no box.
    """
    sides = (dx, dz, dy)
    largest = max(sides)
    if not all(math.isfinite(side) and side >= 0 for side in sides) or largest <= 0:
        raise InvalidOptions("bbox_condition", "The blockout has no size. Use an object with some volume.")
    first, up, third = (max(1, round(100 * (side / largest))) for side in sides)
    return first, up, third


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The service has accepted (and billed) a generation."""

    task_uuid: str
    subscription_key: str = field(repr=False)
    step_uuids: tuple[str, ...] = ()
    consumed_credits: float | None = None
    """None where the service did not say."""
    prompt: str = ""
    """The prompt that the service used, its own where none was sent."""

    @classmethod
    def from_json(cls, body: object) -> "Submission":
        """Read the answer to a submission."""
        top = _mapping(body)
        jobs = top.get("jobs")
        if not isinstance(jobs, Mapping):
            raise BadResponse("jobs")
        steps = jobs.get("uuids")
        prompt = top.get("prompt")
        return cls(
            task_uuid=_identifier(top, "uuid"),
            subscription_key=_identifier(jobs, "subscription_key"),
            step_uuids=tuple(step for step in steps if isinstance(step, str)) if isinstance(steps, list) else (),
            consumed_credits=_amount(top.get("consumed")),
            prompt=clean(prompt, limit=4_000) if isinstance(prompt, str) else "",
        )


class StepState(StrEnum):
    """The state of one step of a task."""

    WAITING = "Waiting"
    GENERATING = "Generating"
    DONE = "Done"
    FAILED = "Failed"
    UNKNOWN = "Unknown"
    """A word we do not know; treated as still running."""


_STATES = {
    "waiting": StepState.WAITING,
    "generating": StepState.GENERATING,
    "running": StepState.GENERATING,
    "done": StepState.DONE,
    "failed": StepState.FAILED,
    "error": StepState.FAILED,
    "canceled": StepState.FAILED,
    "cancelled": StepState.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far a task is.

    :param steps: one state for each step; their number varies and may be zero early on.
    :param queue_length: tasks before this one, None where the service did not say.
    """

    steps: tuple[StepState, ...]
    queue_length: int | None = None

    @classmethod
    def from_json(cls, body: object) -> "Status":
        """Read the answer to a status question."""
        top = _mapping(body)
        jobs = top.get("jobs")
        if not isinstance(jobs, list) or len(jobs) > _LIST_LENGTH:
            raise BadResponse("jobs")
        if not all(isinstance(job, Mapping) for job in jobs):
            raise BadResponse("jobs")
        queue = _amount(top.get("queue_length"))
        return cls(
            steps=tuple(_STATES.get(_word(job.get("status")), StepState.UNKNOWN) for job in jobs),
            queue_length=int(queue) if queue is not None and queue < 1e9 else None,
        )

    @property
    def finished(self) -> bool:
        """Every step is done. An empty list is not finished."""
        return bool(self.steps) and all(step is StepState.DONE for step in self.steps)

    @property
    def failed(self) -> bool:
        """Some step has failed; there may be a model all the same."""
        return StepState.FAILED in self.steps

    @property
    def running(self) -> bool:
        """Some step has still to end, or none is known yet."""
        return not self.steps or any(step not in {StepState.DONE, StepState.FAILED} for step in self.steps)


def balance_from_json(body: object) -> float:
    """Read the credits left on the account; they may be owed."""
    balance = _number(_mapping(body).get("balance"))
    if balance is None:
        raise BadResponse("balance")
    return balance


def _mapping(body: object) -> Mapping[str, object]:
    if not isinstance(body, Mapping):
        raise BadResponse
    return body


def _word(value: object) -> str:
    return value.strip().lower() if isinstance(value, str) else ""


def _identifier(mapping: Mapping[str, object], name: str) -> str:
    value = mapping.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > _ID_LENGTH or not value.isprintable():
        raise BadResponse(name)
    return value


def _amount(value: object) -> float | None:
    """Return a number of at least zero, None for anything else."""
    number = _number(value)
    return number if number is not None and number >= 0 else None


def _number(value: object) -> float | None:
    """Return a finite number, also one written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
