# SPDX-License-Identifier: GPL-3.0-or-later
"""An endpoint's own answer with one thing wrong in it: one entry per line of fault_table.SHAPES."""

from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]


def _without(*path: str) -> Callable[[Answer], Answer]:
    def change(answer: Answer) -> Answer:
        inner: Any = answer
        for name in path[:-1]:
            inner = inner[name]
        inner.pop(path[-1], None)
        return answer

    return change


def _with(**changes: Any) -> Callable[[Answer], Answer]:
    return lambda answer: {**answer, **changes}


def _each_job(change: Callable[[int, Answer], Any]) -> Callable[[Answer], Answer]:
    return lambda answer: {**answer, "jobs": [change(index, job) for index, job in enumerate(answer["jobs"])]}


def _each_word(*words: str) -> Callable[[Answer], Answer]:
    return _each_job(lambda index, job: {**job, "status": words[index % len(words)]})


def _odd_case(answer: Answer) -> Answer:
    turn = (str.upper, str.lower, str.swapcase)
    return _each_job(lambda index, job: {**job, "status": turn[index % 3](job["status"])})(answer)


def _failed(answer: Answer) -> Answer:
    return _each_job(lambda index, job: {**job, "status": "Waiting" if index else "Failed"})(answer)


def _some_jobs(answer: Answer) -> Answer:
    """Give the answer at least one job, for faults that need one to be seen."""
    return answer if answer["jobs"] else {**answer, "jobs": [{"uuid": "0" * 36, "status": "Waiting"}]}


_MANY = 20_000
"""Entries: far more than a result has, and few enough to be written quickly."""
JUNK: list[Any] = [None, 7, "Done", [], {}, {"uuid": None, "status": None}, {"status": 3}, {"uuid": "x"}]


def _renamed(name: Callable[[int, str], Any]) -> Callable[[Answer], Answer]:
    def change(answer: Answer) -> Answer:
        return {**answer, "list": [{**e, "name": name(index, e["name"])} for index, e in enumerate(answer["list"])]}

    return change


def _relinked(url: Any) -> Callable[[Answer], Answer]:
    return lambda answer: {**answer, "list": [{**entry, "url": url} for entry in answer["list"]]}


def _cycle(*names: str) -> Callable[[Answer], Answer]:
    def name(index: int, old: str) -> str:
        stem, _, suffix = old.rpartition(".")
        return names[index % len(names)].format(stem=stem, suffix=suffix)

    return _renamed(name)


def _without_format(answer: Answer) -> Answer:
    kept = [entry for entry in answer["list"] if entry["name"] == "preview.webp"]
    return {**answer, "list": [*kept, {"url": answer["list"][0]["url"], "name": "readme.txt"}]}


def _many(answer: Answer) -> Answer:
    url = answer["list"][0]["url"]
    return {**answer, "list": [*({"url": url, "name": f"texture_{i}.png"} for i in range(_MANY)), *answer["list"]]}


def _junk_entries(answer: Answer) -> Answer:
    url = answer["list"][0]["url"]
    return {**answer, "list": [None, 7, "x", {}, {"url": url}, {"name": "a.glb"}, {"url": 3, "name": 4}]}


def _with_user(answer: Answer) -> Answer:
    return {
        **answer,
        "list": [{**entry, "url": entry["url"].replace("://", "://root:secret@", 1)} for entry in answer["list"]],
    }


CHANGES: dict[str, Callable[[Answer], Answer]] = {
    "submit.no_uuid": _without("uuid"),
    "submit.no_key": _without("jobs", "subscription_key"),
    "submit.no_jobs": _without("jobs"),
    "submit.jobs_list": lambda answer: {**answer, "jobs": [answer["jobs"]]},
    "submit.uuid_number": _with(uuid=12345),
    "submit.uuid_path": _with(uuid="../../../../tmp/evil"),
    "submit.error_with_uuid": _with(error="UNKNOWN", message="Something went wrong."),
    "submit.consumed_text": _with(consumed="half"),
    "status.unknown_words": lambda answer: _each_word("Paused", "Uploading", "")(_some_jobs(answer)),
    "status.odd_case": _odd_case,
    "status.jobs_empty": _with(jobs=[]),
    "status.jobs_missing": _without("jobs"),
    "status.jobs_object": _with(jobs={"uuid": "x", "status": "Done"}),
    "status.jobs_junk": _with(jobs=JUNK),
    "status.jobs_huge": _with(jobs=[{"uuid": f"{i:036}", "status": "Waiting"} for i in range(_MANY)]),
    "status.failed": lambda answer: _failed(_some_jobs(answer)),
    "status.canceled": lambda answer: _each_word("Canceled", "Cancelled")(_some_jobs(answer)),
    "status.stuck": lambda answer: _each_word("Generating")(_some_jobs(answer)),
    "status.stuck_waiting": lambda answer: _with(queue_length=99)(_each_word("Waiting")(_some_jobs(answer))),
    "status.queue_junk": _with(queue_length=-(10**30)),
    "download.empty_for_ever": _with(list=[]),
    "download.list_missing": _without("list"),
    "download.list_object": _with(list={"url": "x", "name": "base_basic_pbr.glb"}),
    "download.entries_junk": _junk_entries,
    "download.entries_many": _many,
    "download.without_format": _without_format,
    "download.preview_only": lambda answer: {
        **answer,
        "list": [entry for entry in answer["list"] if entry["name"] == "preview.webp"],
    },
    "download.names_dotdot": _cycle("../../../{stem}.{suffix}", "..\\..\\{stem}.{suffix}", "a/../../{stem}.{suffix}"),
    "download.names_absolute": _cycle("/etc/evil.{suffix}", "C:\\evil.{suffix}", "\\\\host\\share\\evil.{suffix}"),
    "download.names_device": _cycle("NUL.{suffix}", "COM1.{suffix}", "aux.{suffix}"),
    "download.names_long": _cycle("n" * 4000 + ".{suffix}"),
    "download.names_control": _cycle("a\x00b\n\r\x1b[31m.{suffix}", "\u202eblg.evil.{suffix}"),
    "download.names_duplicate": _cycle("base_basic_pbr.glb"),
    "download.names_empty": _cycle(""),
    "download.names_odd_case": _renamed(lambda _, name: name.upper()),
    "download.url_file": _relinked("file:///etc/passwd"),
    "download.url_http": _relinked("http://rodin.invalid/base_basic_pbr.glb"),
    "download.url_ftp": _relinked("ftp://rodin.invalid/base_basic_pbr.glb"),
    "download.url_unc": _relinked("\\\\rodin.invalid\\share\\base_basic_pbr.glb"),
    "download.url_relative": _relinked("/base_basic_pbr.glb"),
    "download.url_user": _with_user,
    "download.url_junk": _relinked("http://[::1"),
    "balance.text": lambda answer: {**answer, "balance": str(answer["balance"])},
    "balance.missing": _without("balance"),
    "balance.null": _with(balance=None),
    "balance.nan": _with(balance=float("nan")),
    "balance.negative": _with(balance=-3.5),
    "balance.with_error": _with(error="USER_NOT_FOUND", message="The user was not found."),
    "balance.zero": _with(balance=0),
}
"""How each shape changes a good answer. Those missing here need the task itself: see app.py."""


def changed(name: str, answer: Answer) -> Answer:
    """Return the answer as this shape has it; the same for shapes that the task itself must do."""
    change = CHANGES.get(name)
    return answer if change is None else change(answer)
