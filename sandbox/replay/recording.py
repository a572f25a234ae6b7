# SPDX-License-Identifier: GPL-3.0-or-later
"""A recording, read: which answer was given to what. Ids, keys and links are stand-ins in it, such as "<id 3>"."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
UNKNOWN = "<unknown id>"
ID_FIELDS = ("task_uuid", "subscription_key", "asset_id")
"""Fields of requests that hold an id or a key."""


Files = tuple[tuple[str, int], ...]


class BadRecording(ValueError):
    """The file is no recording that can be replayed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One request and its answer.

    :param files: (field, size in bytes) of the files that were sent.
    :param content: the JSON that was answered, or a text.
    """

    path: str
    ours: bool
    fields: Mapping[str, Any] = field(repr=False)
    files: Files
    status: int
    headers: Mapping[str, str]
    content: Any = field(repr=False)
    is_json: bool
    times: int
    link: str = ""
    kept: str = ""

    @property
    def task(self) -> str:
        """The stand-in of the task that it began; "" where it is no acceptance."""
        body = self.content if isinstance(self.content, dict) else {}
        task = body.get("uuid")
        return task if isinstance(task, str) else ""

    @property
    def key(self) -> str:
        """The stand-in of the subscription key beside it; "" where there is none."""
        jobs = self.content.get("jobs") if isinstance(self.content, dict) else None
        key = jobs.get("subscription_key") if isinstance(jobs, dict) else None
        return key if isinstance(key, str) else ""


class Recording:
    """All that was asked and answered in one run, in order."""

    def __init__(self, folder: Path, entries: list[Recorded]) -> None:
        self._folder = folder
        self._entries = entries

    @classmethod
    def read(cls, path: Path) -> "Recording":
        """Read a file. :raises BadRecording:"""
        try:
            written = json.loads(path.read_text("utf-8"))
            if written["format"] != FORMAT:
                raise BadRecording(f"{path} is a recording of another format")
            return cls(path.parent, [_entry(each) for each in written["exchanges"]])
        except OSError as error:
            raise BadRecording(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadRecording(f"{path} is no recording ({error})") from error

    def with_other_key(self) -> Recorded | None:
        """Return what was answered to a wrong key."""
        return next((each for each in self._entries if not each.ours and not each.link), None)

    def answers(self, path: str, **fields: str) -> list[Recorded]:
        """Return what was answered at an address to exactly these fields, one for each time."""
        found = [each for each in self._entries if each.ours and each.path == path and each.fields == fields]
        return [each for each in found for _ in range(each.times)]

    def submissions(self, path: str) -> list[Recorded]:
        """Return what was answered to paid requests at an address."""
        return [each for each in self._entries if each.ours and each.path == path]

    def kept(self, link: str) -> bytes | None:
        """Return the file behind a link's stand-in, where it was kept beside the recording."""
        name = next((each.kept for each in self._entries if each.kept and each.link == link), "")
        path = (self._folder / name).resolve()
        inside = name and path.is_relative_to(self._folder.resolve())
        return path.read_bytes() if inside and path.is_file() else None


def nearest(entries: list[Recorded], fields: Mapping[str, str], files: Files) -> list[Recorded]:
    """Return the entries whose requests are most like this one; a refusal only where it was refused just so."""
    same = [each for each in entries if not each.task and each.fields == fields and each.files == files]
    if same:
        return same
    accepted = [each for each in entries if each.task]
    distances = [_distance(each, fields, files) for each in accepted]
    return [each for each, far in zip(accepted, distances, strict=True) if far == min(distances)]


def _distance(entry: Recorded, fields: Mapping[str, str], files: Files) -> int:
    """Count what differs; other kinds of files weigh more than other fields."""
    names = {name for name in {*entry.fields, *fields} if name not in ID_FIELDS}
    differing = sum(entry.fields.get(name) != fields.get(name) for name in names)
    kinds, asked = ([name for name, _ in each] for each in (entry.files, files))
    return differing + (entry.files != files) + 10 * (kinds != asked)


def _entry(written: dict[str, Any]) -> Recorded:
    request, answer = written["request"], written["answer"]
    return Recorded(
        path="" if written["path"] == "file" else written["path"],
        ours=written["key"] == "ours",
        fields=request.get("fields", {}),
        files=tuple((each["field"], each["bytes"]) for each in request.get("files", ())),
        status=int(answer["status"]),
        headers=answer.get("headers", {}),
        content=answer.get("json", answer.get("text")),
        is_json="json" in answer,
        times=int(written.get("times", 1)),
        link=request.get("link", ""),
        kept=written.get("kept", ""),
    )
