# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on request: the registry made from the table, and the book that says which one is due."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .bad_zips import ZIPS
from .table import ANSWERS, CODES, ENDPOINTS, FILES, MODELS, SHAPES

ALWAYS = -1


class Place(StrEnum):
    """How a fault is done."""

    ANSWER = "answer"
    SHAPE = "shape"
    FILE = "file"
    MODEL = "model"
    ZIP = "zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault. `stage` is the first part of its name, `kind` the second."""

    name: str
    place: Place
    help: str
    times: int
    """How often it happens when no number is given; -1 means always."""

    @property
    def stage(self) -> str:
        """Where it happens: any, submit, billed, status, download, balance, file, model or zip."""
        return self.name.partition(".")[0]

    @property
    def kind(self) -> str:
        """What happens."""
        return self.name.partition(".")[2]


def _all_faults() -> Iterable[Fault]:
    for stage, where in ENDPOINTS.items():
        for kind, text in ANSWERS.items():
            yield Fault(name=f"{stage}.{kind}", place=Place.ANSWER, help=f"{where}: {text}", times=1)
    for name, text in SHAPES.items():
        yield Fault(name=name, place=Place.SHAPE, help=text, times=1 if name.startswith("submit.") else ALWAYS)
    for kind, text in FILES.items():
        yield Fault(name=f"file.{kind}", place=Place.FILE, help=f"fetching a file: {text}", times=1)
    for kind, text in MODELS.items():
        yield Fault(name=f"model.{kind}", place=Place.MODEL, help=f"the model is {text}", times=ALWAYS)
    for kind, text in ZIPS.items():
        yield Fault(name=f"zip.{kind}", place=Place.ZIP, help=f"the zip of parts is one {text}", times=ALWAYS)


FAULTS = {fault.name: fault for fault in _all_faults()}

_WRITTEN = re.compile(r"\s*(?P<name>[a-z0-9_.]+)\s*(?::\s*(?P<times>-?\d+|\*))?\s*")
_DIRECTIVE = re.compile(r"\[\[\s*fault\s*:(?P<written>[^\]]*)\]\]")


class UnknownFault(ValueError):
    """There is no fault of that name."""


def full_name(name: str) -> str:
    """Return the name with its stage; a kind alone stands for the most likely one. :raises UnknownFault:"""
    if name in FAULTS:
        return name
    likely = (
        ("submit", "any")
        if name in CODES
        else ("any", "status", "download", "balance", "submit", "file", "model", "zip")
    )
    for stage in likely:
        if f"{stage}.{name}" in FAULTS:
            return f"{stage}.{name}"
    raise UnknownFault(f"there is no fault {name!r}; --list-faults shows all")


def parse_fault(written: str) -> tuple[str, int]:
    """Read `NAME` or `NAME:TIMES` (`*` or -1: always) as (name, times). :raises UnknownFault:"""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise UnknownFault(f"{written.strip()!r} is not NAME or NAME:TIMES")
    name, times = full_name(match["name"]), match["times"]
    if times is None:
        return name, FAULTS[name].times
    return name, ALWAYS if times == "*" else int(times)


def parse_faults(written: str) -> dict[str, int]:
    """Read a comma-separated list of faults. :raises UnknownFault:"""
    return dict(parse_fault(item) for item in written.split(",") if item.strip())


def directives(prompt: str) -> tuple[str, dict[str, int]]:
    """Return the prompt without its `[[fault:NAME]]` directives, and the faults they ask for. :raises UnknownFault:"""
    faults: dict[str, int] = {}
    for match in _DIRECTIVE.finditer(prompt):
        faults.update(parse_faults(match["written"]))
    return " ".join(_DIRECTIVE.sub(" ", prompt).split()), faults


class Book:
    """The faults that are due, globally or for one request or task. Looking one up uses it up once."""

    def __init__(self, faults: Mapping[str, int] | None = None, *, happened: Counter[str] | None = None) -> None:
        self._due: dict[str, int] = {}
        self._happened = happened if happened is not None else Counter()
        self.add(faults or {})

    def add(self, faults: Mapping[str, int]) -> None:
        """Ask for faults; 0 takes one back. :raises UnknownFault:"""
        for written, times in faults.items():
            name = full_name(written)
            self._due.pop(name, None)
            if times:
                self._due[name] = times

    def clear(self) -> None:
        """Let nothing be due any more."""
        self._due.clear()

    def due(self) -> dict[str, int]:
        """Return what is due, by name."""
        return dict(self._due)

    def take(self, *stages: str, places: Iterable[Place]) -> Fault | None:
        """Take the first due fault of these stages and places, if any."""
        wanted = tuple(places)
        for name in self._due:
            fault = FAULTS[name]
            if fault.stage in stages and fault.place in wanted:
                self._use(name)
                return fault
        return None

    def _use(self, name: str) -> None:
        self._happened[name] += 1
        if self._due[name] > 0:
            self._due[name] -= 1
            if self._due[name] == 0:
                del self._due[name]


class Books:
    """Several books as one: the request's own first, then the task's, then everybody's."""

    def __init__(self, *books: Book | None) -> None:
        self._books = tuple(book for book in books if book is not None)

    def take(self, *stages: str, places: Iterable[Place]) -> Fault | None:
        """Take the first due fault in the first book that has one."""
        wanted = tuple(places)
        for book in self._books:
            if fault := book.take(*stages, places=wanted):
                return fault
        return None
