# SPDX-License-Identifier: GPL-3.0-or-later
"""A report page, read as a browser does: with Python's own parser of HTML."""

import base64
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_WITHOUT_END = {"meta", "img"}


@dataclass
class Tag:
    """An element."""

    name: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)
    """All texts in it, in order."""

    @property
    def text(self) -> str:
        """Its texts, with one space between those of different elements."""
        return " ".join(" ".join(self.words).split())


class Reading(HTMLParser):
    """What stands in a page. :raises AssertionError: for elements that are not closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.source = text
        self.tags: list[Tag] = []
        self._open: list[Tag] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        assert len(found.attributes) == len(attrs)
        self.tags.append(found)
        if tag not in _WITHOUT_END:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for tag in self._open:
            tag.words.append(data)

    def all(self, name: str, *, class_: str | None = None) -> list[Tag]:
        """Return the elements of a name, and of a class."""
        found = [tag for tag in self.tags if tag.name == name]
        return [tag for tag in found if class_ is None or class_ in tag.attributes.get("class", "").split()]

    @property
    def rows(self) -> list[Tag]:
        """The rows of the table, without its head."""
        return [tag for tag in self.all("tr") if tag.attributes.get("id", "").startswith("row-")]

    @property
    def pictures(self) -> list[bytes]:
        """The pictures in it, decoded from base64."""
        return [base64.b64decode(tag.attributes["src"].partition(",")[2]) for tag in self.all("img")]


def read_page(path: Path) -> Reading:
    """Read a page. :raises AssertionError: it is not well formed."""
    return Reading(path.read_text("utf-8"))
