# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of picture that the world hands in: what becomes of it, and what is refused before anything is paid."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from picture_kinds import SECRET, Kind, Refused
from picture_table import KINDS, REFUSED
from PIL import Image

Part = Callable[[str], ModuleType]
Jobs = Callable[[], tuple[Any, ...]]
MOST_PICTURES = 5


def _made(kind: Kind | Refused, folder: Path) -> Path:
    path = folder / kind.name
    path.parent.mkdir(parents=True, exist_ok=True)
    kind.make(path)
    return path


def _check(kind: Kind, sent: Path) -> None:
    """What is sent is an 8-bit PNG with the right sides and colors, and nothing of the original's notes."""
    data = sent.read_bytes()
    assert SECRET not in data
    assert not any(notes in data for notes in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"iCCP"))
    with Image.open(sent) as image:
        assert (image.format, image.size) == ("PNG", kind.sides)
        assert image.mode in {"RGB", "RGBA"}
        assert image.mode == "RGB" or min(image.getchannel("A").getextrema()) < 255
        pixels = numpy.asarray(image.convert("RGBA")).astype(int)
    hidden = pixels[pixels[..., 3] == 0]
    assert not hidden.any()
    inset = 8
    found = [pixels[y, x] for y in (inset, -inset) for x in (inset, -inset)]
    for color, expected in zip(found, kind.corners, strict=False):
        assert color.tolist() == pytest.approx([*expected, 255][:4], abs=kind.tolerance)


def _prepare(part: Part, path: Path, destination: Path) -> Any:
    order = part("scene.images.orders").PictureOrder(destination=destination, file=path)
    return part("scene.images.prepare").prepare(order)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_picture_is_sent_as_it_looks(part: Part, tmp_path: Path, kind: Kind) -> None:
    path = _made(kind, tmp_path)
    content = path.read_bytes()
    prepared = _prepare(part, path, tmp_path / "sent.png")
    assert (prepared.refusal, prepared.note) == ("", kind.note)
    _check(kind, prepared.path)
    assert path.read_bytes() == content
    assert not bpy.data.images


ONE_OF_EACH = tuple(kind for kind in KINDS if not kind.note.startswith("turned") or kind.words.endswith(" 6"))


@pytest.mark.parametrize("start", range(0, len(ONE_OF_EACH), MOST_PICTURES))
@pytest.mark.long
def test_pictures_go_through_a_whole_job(
    online: Any, jobs: Jobs, tmp_path: Path, capfd: pytest.CaptureFixture[str], start: int
) -> None:
    kinds = ONE_OF_EACH[start : start + MOST_PICTURES]
    settings = bpy.context.scene.rodin_props
    settings.tier = "GEN_2_5_MEDIUM"
    for kind in kinds:
        settings.pictures.add().filepath = str(_made(kind, tmp_path))
    assert bpy.ops.rodin_props.generate_from_image() == {"FINISHED"}
    job, *_ = jobs()
    assert job.state == "IMPORTED"
    (submission,) = online.record()["submissions"]
    assert [each["size"] for each in submission["files"]] == [(job.folder / name).stat().st_size for name in job.images]
    said = capfd.readouterr().out
    for kind, name in zip(kinds, job.images, strict=True):
        _check(kind, job.folder / name)
        assert f"was {kind.note}." in said or not kind.note


@pytest.mark.parametrize("kind", REFUSED, ids=str)
def test_what_shows_nothing_or_is_no_picture_is_refused_before_anything_is_paid(
    online: Any, jobs: Jobs, part: Part, tmp_path: Path, kind: Refused
) -> None:
    path = _made(kind, tmp_path)
    known, objects = jobs(), set(bpy.data.objects)
    folders = part("session.addon").user_folder() / "jobs"
    before = set(folders.glob("*"))
    with pytest.raises(RuntimeError, match="cannot be sent: ") as raised:
        bpy.ops.rodin_props.drop_pictures(directory=str(path.parent), files=[{"name": path.name}])
    assert kind.reason in str(raised.value)
    assert path.name in str(raised.value)
    assert (jobs(), set(bpy.data.objects), set(folders.glob("*"))) == (known, objects, before)
    assert not bpy.data.images
    assert online.record()["submissions"] == []
