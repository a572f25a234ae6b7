# SPDX-License-Identifier: GPL-3.0-or-later
"""One recorded task as it is lived through again, under the ids of a task of ours."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qsl

from .recording import Recorded, Recording

_STAND_IN = re.compile(r"<(?:id|key|token|email|link) \d+>")
_LIFETIMES = ("x-tos-expires", "x-amz-expires", "x-oss-expires", "x-goog-expires")


@dataclass(slots=True, kw_only=True)
class Flow:
    """A recorded task and its ids here.

    :param ids: stand-in -> the id that it has here.
    """

    recording: Recording
    accepted: Recorded
    ids: dict[str, str] = field(default_factory=dict, repr=False)
    looks: int = 0
    lists: int = 0

    def status(self) -> Recorded | None:
        """Return the next recorded answer to /status; None where they are used up and the task had not ended."""
        answers = self.recording.answers("/status", subscription_key=self.accepted.key)
        self.looks += 1
        if self.looks <= len(answers):
            return answers[self.looks - 1]
        return answers[-1] if answers and _has_ended(answers[-1]) else None

    def files(self) -> Recorded | None:
        """Return the next recorded answer to /download, the last one for ever; None where none was recorded."""
        answers = self.recording.answers("/download", task_uuid=self.accepted.task)
        self.lists += 1
        return answers[min(self.lists, len(answers)) - 1] if answers else None

    def own(self, value: Any) -> Any:
        """Return a recorded value with ids of ours for the stand-ins."""
        if isinstance(value, dict):
            return {name: self.own(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.own(each) for each in value]
        return _STAND_IN.sub(self._own_id, value) if isinstance(value, str) else value

    def _own_id(self, stand_in: re.Match[str]) -> str:
        return self.ids.setdefault(stand_in[0], str(uuid.uuid4()))


def relink(flow: Flow, entry: Any, number: int, link_to: Callable[[str, bytes | None, float | None], str]) -> Any:
    """Return a recorded entry of a list of files with a link of ours.

    :param link_to: makes one for a file name, what is to be served (None: a model of our own), and a lifetime in
        seconds (None: the usual).
    """
    if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
        return flow.own(entry)
    name, recorded = str(entry.get("name") or "file"), entry["url"]
    told = {name.lower(): value for name, value in parse_qsl(recorded.partition("?")[2])}
    lifetime = next((float(told[each]) for each in _LIFETIMES if told.get(each, "").isdecimal()), None)
    safe = re.sub(r"[^A-Za-z0-9._-]", "_", PurePosixPath(name).name).lstrip(".")[-80:] or f"file_{number}"
    url = link_to(safe, flow.recording.kept(recorded), lifetime)
    return {**flow.own(entry), "url": url}


def _has_ended(answer: Recorded) -> bool:
    jobs = answer.content.get("jobs") if isinstance(answer.content, dict) else None
    words = [job.get("status") for job in jobs if isinstance(job, dict)] if isinstance(jobs, list) else []
    return bool(words) and ("Failed" in words or all(word == "Done" for word in words))
