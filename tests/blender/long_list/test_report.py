# SPDX-License-Identifier: GPL-3.0-or-later
"""A report is written of what the gallery shows, of what is selected there, or of the open file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bpy
import numpy
import pytest
from drawn_words import Layout
from support.report_page import Reading, read_page

Write = Callable[..., Reading]


@pytest.fixture
def write(tmp_path: Path, ledger: Any) -> Write:
    """A function that has a report written, and reads it."""

    def written(**options: Any) -> Reading:
        path = tmp_path / "page"
        assert bpy.ops.rodin_props.write_report(filepath=str(path), **options) == {"FINISHED"}
        return read_page(path.with_suffix(".html"))

    return written


@pytest.fixture
def gallery(part: Any, ledger: Any) -> Iterator[Any]:
    """What the gallery shows."""
    shown = part("session.gallery.current").gallery()

    def look() -> Any:
        shown.shown()
        session = part("session.session").current()
        session.refresh()
        shown.look(session.jobs, session.ledger)
        return shown

    yield look
    bpy.context.window_manager.rodin_props_search = ""


def names(page: Reading) -> list[str]:
    return [tag.text for tag in page.all("p", class_="name")]


def title(page: Reading) -> str:
    return page.all("h1")[0].text


def test_without_filters_it_tells_of_all_newest_first(add: Any, write: Write) -> None:
    for name in ("Chair", "Lamp", "Table"):
        add("CANCELLED", name=name)
    page = write()
    assert names(page) == ["Table", "Lamp", "Chair"]
    assert title(page) == "All generations"


def test_it_tells_of_what_the_filters_let_through_and_says_which(add: Any, write: Write, gallery: Any) -> None:
    add("CANCELLED", name="Oak chair")
    add("CANCELLED", name="Lamp")
    add(name="Oak table")
    bpy.context.window_manager.rodin_props_search = "oak"
    assert bpy.ops.rodin_props.filter_gallery(by="GROUP", value="CANCELLED") == {"FINISHED"}
    gallery()
    page = write()
    assert names(page) == ["Oak chair"]
    assert "Only: “oak” · Cancelled" in page.all("body")[0].text


def test_it_tells_of_what_is_selected(add: Any, write: Write, gallery: Any) -> None:
    chosen = [add("CANCELLED", name=name) for name in ("Chair", "Lamp", "Table")][1:]
    gallery().select([job.id for job in chosen])
    page = write(which="SELECTED")
    assert names(page) == ["Table", "Lamp"]
    assert title(page) == "Selected generations"


def test_it_tells_of_the_open_file_oldest_first(add: Any, write: Write, tmp_path: Path) -> None:
    path = tmp_path / "street.blend"
    bpy.ops.wm.save_as_mainfile(filepath=str(path))
    for name in ("Chair", "Lamp"):
        add("CANCELLED", name=name, blend_path=bpy.data.filepath)
    add("CANCELLED", name="Of another file", blend_path=str(tmp_path / "other.blend"))
    page = write(which="FILE")
    assert names(page) == ["Chair", "Lamp"]
    assert title(page) == "Generations of street.blend"
    assert str(tmp_path) not in page.source


def test_of_a_file_without_a_name_it_says_what_to_do(add: Any, write: Write) -> None:
    bpy.ops.wm.read_homefile(use_empty=True)
    add("CANCELLED")
    with pytest.raises(RuntimeError, match="Save it, then try again"):
        write(which="FILE")


def test_where_nothing_is_to_be_told_no_page_is_written(add: Any, write: Write, tmp_path: Path) -> None:
    add("CANCELLED")
    with pytest.raises(RuntimeError, match="no such generation"):
        write(which="SELECTED")
    assert not list(tmp_path.glob("*.html"))


def test_where_no_page_can_be_written_it_is_said(add: Any, tmp_path: Path) -> None:
    add("CANCELLED")
    with pytest.raises(RuntimeError, match="could not be written: its folder is not there"):
        bpy.ops.rodin_props.write_report(filepath=str(tmp_path / "gone" / "page.html"))


def test_the_small_pictures_of_the_panels_are_the_page_s(add: Any, write: Write, part: Any) -> None:
    job = add("CANCELLED", images=("image_1.png",))
    path = job.folder / "image_1.png"
    path.write_bytes(bytes(100_000))  # too many for a page
    values = numpy.zeros((256, 512, 4), numpy.uint8)
    values[:128] = (200, 0, 0, 255)  # above
    values[128:] = (0, 0, 200, 255)
    part("scene.images.small_picture").write(values, path)
    (png,) = write().pictures
    shown = path.with_name("shown.png")
    shown.write_bytes(png)
    image = bpy.data.images.load(str(shown))
    assert tuple(image.size) == (128, 64)
    pixels = numpy.array(image.pixels[:]).reshape(64, 128, 4)  # the bottom row comes first
    assert numpy.allclose(pixels[-1, 0], (200 / 255, 0, 0, 1), atol=0.01)
    assert numpy.allclose(pixels[0, -1], (0, 0, 200 / 255, 1), atol=0.01)
    bpy.data.images.remove(image)


def test_the_menu_of_the_gallery_has_it(ledger: Any, part: Any) -> None:
    layout = Layout()
    part("ui.gallery.menus").draw_actions(layout)
    assert part("operators.jobs.write_report").RODIN_PROPS_OT_write_report.bl_idname in layout.operators
