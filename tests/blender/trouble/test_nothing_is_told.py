# SPDX-License-Identifier: GPL-3.0-or-later
"""“Copy Details” of every sentence that the product can say, with marked values: no mark is told."""

import re
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from support.api.error_examples import EXAMPLES, MARK, NAME

from manual.trouble.errors import told
from manual.trouble.sentences import sentences

Part = Callable[[str], ModuleType]
_FOR_SCRIPTS = ("command_line.", "jobs.batches.", "session.batches.", "script.")
"""What is said on a terminal alone."""
_BLANK = re.compile("‹([^›]*)›")
_SYSTEMS = f"[Errno 13] Permission denied: '/home/{MARK}/small {MARK}/a.blend'"
_ARTISTS = {
    "host": f"{MARK}.studio.example",
    "name": NAME,
    "proxy": f"http://{MARK}:3128",
    "server message": f"no “{NAME}” at {MARK}.studio.example",
    # made by `quoted`, or by sentences that stand by themselves among these
    **dict.fromkeys(("list", "names"), f"“{NAME}”"),
    **dict.fromkeys(("first", "folder", "reason", "sentence", "use"), _SYSTEMS),
}
"""What the blanks stand for that may be the artist's."""
_OURS = frozenset(
    {
        "advice", "cost", "date", "endings", "height", "kind", "length", "limit", "line", "maximum", "mesh", "meters",
        "minimum", "minutes", "number", "option", "price", "server code", "setting", "size", "task id", "tier",
        "variable", "what", "what was done", "width", "words",
    }
)  # fmt: skip
"""Numbers, codes, our own words, and sentences that stand by themselves among these."""


def _all_sentences() -> Iterator[str]:
    yield from (each.text for each in told() if not each.module.startswith(_FOR_SCRIPTS))
    yield from (each.text for each in sentences() if not f"{each.module}.".startswith(_FOR_SCRIPTS))


def _filled(template: str) -> str:
    """Put marks into all blanks that may be the artist's: into everything between quotes."""

    def value(found: re.Match[str]) -> str:
        is_quoted = template[: found.start()].endswith("“") and template[found.end() :].startswith("”")
        if is_quoted:
            return NAME
        return "7" if found[1] in _OURS else _ARTISTS[found[1]]

    return _BLANK.sub(value, template)


@pytest.fixture
def details(part: Part, ledger: Any) -> Callable[[str], str]:
    """A function that gives what would be on the clipboard beside a sentence."""
    return lambda about: str(part("session.reports.details").details(bpy.context, about=about))


def _left(given: Callable[[str], str], said: Iterator[str]) -> list[str]:
    """Return what tells a mark of these sentences, which are copied together."""
    marked = [each for each in dict.fromkeys(said) if MARK in each]
    assert len(marked) > 40
    copied = given("\n".join(marked))
    assert copied.count("Shown: ") == len(dict.fromkeys(marked))
    return [line for line in copied.splitlines() if MARK in line.casefold()]


def test_no_example_of_an_error_tells_a_name_or_an_address(details: Callable[[str], str]) -> None:
    assert _left(details, map(str, EXAMPLES)) == []


def test_no_sentence_of_the_product_tells_a_name_or_an_address(details: Callable[[str], str]) -> None:
    assert _left(details, map(_filled, _all_sentences())) == []


def test_what_stands_beside_a_job_tells_no_name(part: Part, add: Callable[..., Any], details: Any) -> None:
    """Sentences that are put together when they are drawn."""
    status = part("ui.status")
    kinds = part("jobs.work").Kind
    job = add("SUBMITTING", "WAITING", "GENERATING", "DOWNLOADING", "PREPARING", "READY", name=NAME, prompt=NAME)
    line = status.describe(job, placed=False, linked_from=f"{MARK} set.blend")
    assert MARK in line.sentence
    assert MARK not in details(line.sentence)
    for kind in kinds:
        sentence = status._PLACE_LINKED[kind].format(name=MARK)
        assert f"“{MARK}”" in sentence


def test_names_of_all_jobs_are_left_out_also_unquoted(
    part: Part, add: Callable[..., Any], details: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier version wrote sentences without quotes into the ledger."""
    add(name="Numbat of Ann", prompt="a quoll of brass")
    target = part("jobs.target").Target(blockout="Bilby Box")
    add(name="Other", prompt="", target=target, blend_path="/home/ann/quokka set.blend")
    pending = SimpleNamespace(
        planned=(
            (None, SimpleNamespace(name="Potoroo", prompt="a dibbler", blockout="", meshes=(), picture_labels=())),
        ),
        job_ids=("pending",),
        discard=lambda: None,
    )
    monkeypatch.setitem(part("session.session").current().pending, "pending", pending)
    bpy.data.objects.new("Wombat.001", None)
    bpy.data.collections.new("Echidna")
    copied = details(
        "Numbat of Ann is no prop. No a quoll of brass. Bilby Box waits. In quokka set they are, Potoroo too, "
        "a dibbler, Wombat.001 and Echidna."
    )
    hunted = ["numbat", "ann", "quoll", "bilby", "quokka", "potoroo", "dibbler", "wombat", "echidna"]
    (line,) = (line for line in copied.splitlines() if line.startswith("Shown: "))
    assert [each for each in hunted if each in line.casefold()] == []
    assert "is no prop." in line
    assert " waits. In … they are, … too, " in line


def test_hosts_of_the_service_and_of_proxies_are_left_out(details: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_BASE_URL", "https://numbat/api/v2")
    monkeypatch.setenv("HTTPS_PROXY", "http://quoll:dibbler7@bilby:3128")
    monkeypatch.setenv("https_proxy", "http://quoll:dibbler7@bilby:3128")
    copied = details("No way from numbat to bilby as quoll, dibbler7.")
    assert [each for each in ("numbat", "bilby", "quoll", "dibbler") if each in copied] == []
    assert "Shown: No way from … to … as …, …." in copied
