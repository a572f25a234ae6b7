# SPDX-License-Identifier: GPL-3.0-or-later
"""Links that lead nowhere are found, in the built site and in the pages of the top folder."""

from pathlib import Path

import pytest

from manual.links import broken_links


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A page with an anchor, in a folder beside the page that links to it."""
    folder = tmp_path / "site"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "index.html").write_text('<h2 id="here">Here</h2>')
    return folder


@pytest.mark.parametrize(
    "link", ["more/index.html#here", "more/", "#top", "https://a.example/nowhere", "mailto:a@b.example"]
)
def test_a_link_that_leads_somewhere_is_fine(tmp_path: Path, site: Path, link: str) -> None:
    (site / "index.html").write_text(f'<p id="top"><a href="{link}">there</a></p>')
    assert broken_links(tmp_path, site) == []


@pytest.mark.parametrize("link", ["more/gone.html", "more/index.html#gone", "#gone", "gone/"])
def test_one_that_leads_nowhere_is_named(tmp_path: Path, site: Path, link: str) -> None:
    (site / "index.html").write_text(f'<a href="{link}">there</a>')
    assert broken_links(tmp_path, site) == [f"index.html: {link}"]


def test_a_picture_that_is_not_there_is_named(tmp_path: Path, site: Path) -> None:
    (site / "index.html").write_text('<img src="gone.webp">')
    assert broken_links(tmp_path, site) == ["index.html: gone.webp"]


def test_pages_of_the_top_folder_may_link_to_headings(tmp_path: Path, site: Path) -> None:
    (tmp_path / "OTHER.md").write_text("# Who's there?\n\n## A key, and more\n")
    (tmp_path / "README.md").write_text('[a](OTHER.md#a-key-and-more) [b](OTHER.md#whos-there) <img src="site">')
    assert broken_links(tmp_path, site) == []
    (tmp_path / "README.md").write_text('[a](OTHER.md#no-key)\n[b](GONE.md) <img src="gone.png">')
    assert broken_links(tmp_path, site) == ["README.md: OTHER.md#no-key", "README.md: GONE.md", "README.md: gone.png"]
