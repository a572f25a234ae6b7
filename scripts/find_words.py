# SPDX-License-Identifier: GPL-3.0-or-later
"""Find what the artist may read: every text in the code of the extension that looks like words.

Nothing has to be marked. A text counts that begins with a capital or holds a space, wherever it stands; what is written
for programs is told apart by what it is (a class's name, SQL) and where it stands (a log, an annotation), or else is
listed in `scripts/not_shown.txt`. A text with values becomes a template: f"{job.name} is gone." is “{name} is gone.”,
and where it says something else for one than for several, it is several texts.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from text_forms import Locals, forms, local_texts

FOLDERS = ("api", "jobs", "operators", "processes", "scene", "session", "ui")
SPEAK_ENGLISH = (
    "jobs/batches/",
    "jobs/ledger/versions/",
    "session/batches/",
    "session/orders/",
    "session/reports/details.py",
    "api/options/plain.py",
)
"""What is for scripts, the command line, and those who help. So do logs."""
NOT_SHOWN = "scripts/not_shown.txt"

DIVIDERS = ("; ", ", ", " and ", " and {count} more", "“{name}”")
"""What `languages.sentences` puts between what it has translated, and around names in lists."""

_WORDY = re.compile(r"[^\w{]*[A-Z][a-z]|.*[a-z]{2}.* |.* .*[a-z]{2}", re.DOTALL)
_FOR_PROGRAMS = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|ALTER|WHERE|ORDER BY|BEGIN|CASE|SQLite|BYTES|bytes \\)\b"
    r"|<|[A-Z]+_[A-Z]+_\w+$|[A-Z][a-z]+[A-Z]\w*$|.*(\\d|\\S|\?\)|%[sdr.]|;\n|void main)",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z]?[a-z]{2}")
_BLENDERS = re.compile(r"\w+_(OT|PT|MT|HT)_\w+$")
_JOINT = re.compile(r"[,:;.·×()“”]*( +(MB)?[,:;.·×()“”]*)+")
"""What stands between values alone: languages differ in that, too."""
_TEXTS = (ast.Constant, ast.JoinedStr)


@dataclass(slots=True, kw_only=True)
class Found:
    """One text."""

    english: str
    places: list[str] = field(default_factory=list)
    """Files in which it stands, from the root."""


def shown_words(root: Path) -> dict[str, Found]:
    """Return all texts that the artist may read, by themselves, in the order of the files."""
    listed = set((root / NOT_SHOWN).read_text("utf-8").split("\n"))
    return {english: found for english, found in all_words(root).items() if repr(english)[1:-1] not in listed}


def all_words(root: Path) -> dict[str, Found]:
    """Return all texts that look like words."""
    words = {divider: Found(english=divider) for divider in DIVIDERS}
    files = [root / "errors.py", *(path for folder in FOLDERS for path in sorted((root / folder).rglob("*.py")))]
    for path in files:
        place = path.relative_to(root).as_posix()
        if place.startswith(SPEAK_ENGLISH):
            continue
        for english in texts_of(ast.parse(path.read_text("utf-8"))):
            places = words.setdefault(english, Found(english=english)).places
            if place not in places:
                places.append(place)
    return words


def texts_of(tree: ast.Module) -> Iterator[str]:
    """Go through the texts of a module that look like words, with their values as placeholders."""
    return _Finder(tree).texts()


class _Finder:
    """Goes through one module."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._passed_over: set[ast.AST] = set()
        self._always: set[ast.AST] = set()
        """Where a text is shown even if it looks like none."""
        self._locals: dict[ast.AST, Locals] = {}
        """By the text in which they may be used."""

    def texts(self) -> Iterator[str]:
        for node in ast.walk(self._tree):
            self._look_at(node)
        for node in ast.walk(self._tree):
            if node in self._passed_over:
                continue
            if isinstance(node, ast.Constant | ast.JoinedStr):
                told = forms(node, self._locals.get(node, {}))
                yield from (text for text in told if _is_wordy(text) or (node in self._always and _WORD.match(text)))
            elif isinstance(node, ast.ClassDef) and _BLENDERS.match(node.name):
                if (told := ast.get_docstring(node, clean=False)) is not None:  # its tooltip
                    yield told

    def _look_at(self, node: ast.AST) -> None:
        """Note what lies in this node and is for programs, or is a part of a text."""
        match node:
            case ast.Expr(value=ast.Constant()):  # a docstring
                self._pass_over(node)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="_log" | "log" | "logger" | "logging"))):
                self._pass_over(node)
            case ast.Call(func=ast.Name(id="cast" | "TypeVar" | "ValueError" | "TypeError" | "KeyError")):
                self._pass_over(node)
            case ast.Call(func=ast.Attribute(attr="add_argument" | "compile" | "startswith")):
                self._pass_over(node)
            case ast.arg(annotation=ast.AST() as annotation):
                self._pass_over(annotation)
            case ast.AnnAssign(annotation=ast.Constant() | ast.Subscript() | ast.BinOp() as annotation):
                self._pass_over(annotation)
            case ast.FunctionDef():
                self._look_into(node)
                if node.returns is not None:
                    self._pass_over(node.returns)
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                self._pass_over(node)
            case ast.Dict(keys=[ast.Attribute(), *_]):  # what states, stages and kinds are called
                self._always.update(value for value in node.values if isinstance(value, ast.Constant))
            case (
                ast.keyword(arg="text", value=value)
                | ast.Call(func=ast.Name(id="say" | "translated" | "for_report" | "for_tooltip" | "by"), args=[value])
            ):
                self._always.update(each for each in ast.walk(value) if isinstance(each, ast.Constant))
            case ast.JoinedStr():
                for part in ast.walk(node):
                    if part is not node and (
                        isinstance(part, ast.JoinedStr)
                        or (isinstance(part, ast.Constant) and self._is_joined(node, part))
                    ):
                        self._passed_over.add(part)

    def _look_into(self, function: ast.FunctionDef) -> None:
        """Find the texts that are made in a function to be a part of others, and of these alone."""
        nodes = list(ast.walk(function))
        joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        known = local_texts(nodes) if joined else {}
        self._locals.update(dict.fromkeys(joined, known))
        used = [each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)]
        within = [
            part.value.id
            for text in joined
            for part in text.values
            if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name)
        ]
        for name, value in known.items():
            if used.count(name) == within.count(name):
                self._passed_over.update(each for each in ast.walk(value) if isinstance(each, _TEXTS))

    def _is_joined(self, joined: ast.JoinedStr, part: ast.Constant) -> bool:
        """Say whether a text is told with the whole: one of its pieces, or what it says for one and for several."""
        return any(part is each or part in _choices(each) or part in _formats(each) for each in joined.values)

    def _pass_over(self, node: ast.AST) -> None:
        self._passed_over.update(ast.walk(node))


def _choices(piece: ast.expr) -> list[ast.AST]:
    if isinstance(piece, ast.FormattedValue) and isinstance(piece.value, ast.IfExp):
        return [each for branch in (piece.value.body, piece.value.orelse) for each in ast.walk(branch)]
    return []


def _formats(piece: ast.expr) -> list[ast.AST]:
    formatted = [each for each in ast.walk(piece) if isinstance(each, ast.FormattedValue) and each.format_spec]
    return [each for spec in formatted for each in ast.walk(spec.format_spec)]


def _is_wordy(text: str) -> bool:
    said = re.sub(r"\{\w+\}", "", text)
    if _JOINT.fullmatch(said) is not None:
        return text.count("{") > 1 or "·" in said
    return _WORDY.match(said) is not None and _FOR_PROGRAMS.match(text) is None
