# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows links: inside the built site, and in the pages of the repository's top folder. Nothing is fetched."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r"\]\(([^)\s]+)\)|\b(?:src|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)


class _Page(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name in ("id", "name") and value:
                self.anchors.add(value)


def broken_links(root: Path, site: Path) -> list[str]:
    """Return a line for each link that leads nowhere.

    :param site: the built manual.
    """
    return [*_broken_in_site(site.resolve()), *_broken_in_top_folder(root)]


def _broken_in_site(site: Path) -> Iterator[str]:
    pages = {path: _Page(path.read_text("utf-8")) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            target = _target(path, link)
            if target is None:
                continue
            found, anchor = target
            found = found / "index.html" if found.is_dir() else found
            if not found.is_file() or (anchor and found in pages and anchor not in pages[found].anchors):
                yield f"{path.relative_to(site)}: {link}"


def _broken_in_top_folder(root: Path) -> Iterator[str]:
    for path in sorted(root.glob("*.md")):
        for found in _LINK.finditer(path.read_text("utf-8")):
            link = found[1] or found[2]
            target = _target(path, link)
            if target is not None and not _is_there(*target):
                yield f"{path.name}: {link}"


def _is_there(path: Path, anchor: str) -> bool:
    if not path.exists():
        return False
    return not anchor or path.suffix != ".md" or anchor in set(map(_slug, _HEADING.findall(path.read_text("utf-8"))))


def _slug(heading: str) -> str:
    """Return the anchor of a heading, as repository hosts and MyST name it."""
    words = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return re.sub(r"\s", "-", words)


def _target(path: Path, link: str) -> tuple[Path, str] | None:
    """Return the file and the anchor that a link leads to, None if it leads out."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    return (path.parent / unquote(parts.path)).resolve() if parts.path else path, unquote(parts.fragment)
