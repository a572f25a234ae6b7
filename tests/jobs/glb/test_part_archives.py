# SPDX-License-Identifier: GPL-3.0-or-later
"""Zips of parts are checked without trusting anything in them."""

import zipfile
from pathlib import Path

import pytest
from rodin_props.api.errors import ModelRefused
from rodin_props.jobs.glb.limits import GlbLimits
from rodin_props.jobs.glb.part_archive import check_archive
from rodin_props.processes import part_archive
from support.jobs.part_archives import HOSTILE, UNTIDY, packed, part


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_archive_that_endangers_is_refused_in_words(kind: str, tmp_path: Path) -> None:
    make, code, words = HOSTILE[kind]
    path = tmp_path / "model.zip"
    path.write_bytes(make())
    with pytest.raises(ModelRefused, match=words) as caught:
        check_archive(path)
    assert caught.value.code == code
    assert [each.name for each in tmp_path.iterdir()] == ["model.zip"]


@pytest.mark.parametrize("kind", UNTIDY)
def test_an_untidy_archive_is_taken(kind: str, tmp_path: Path) -> None:
    make, count = UNTIDY[kind]
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "model.zip").write_bytes(make())
    facts = check_archive(folder / "model.zip")
    assert (facts.parts, facts.triangles) == (count, count)
    assert [str(each.relative_to(tmp_path)) for each in sorted(tmp_path.rglob("*"))] == ["inner", "inner/model.zip"]


def test_parts_that_are_too_much_together_are_doubtful(tmp_path: Path) -> None:
    (tmp_path / "model.zip").write_bytes(packed({"a.glb": part(), "b.glb": part()}))
    assert check_archive(tmp_path / "model.zip", limits=GlbLimits(triangles=2)).triangles == 2
    with pytest.raises(ModelRefused, match="2 triangles together") as caught:
        check_archive(tmp_path / "model.zip", limits=GlbLimits(triangles=1))
    assert caught.value.code == "MODEL_DOUBTFUL"


def test_what_is_packed_here_has_names_that_are_fit_and_unlike(tmp_path: Path) -> None:
    (tmp_path / "piece.glb").write_bytes(part())
    told = ["drawer.glb", "Drawer.glb", "../../door.glb", 'a:"b"\n.glb', ".glb", "", "x" * 300, "knob\ud800.glb"]
    path = tmp_path / "model.zip"
    part_archive.write(path, [(name, tmp_path / "piece.glb") for name in told])
    with part_archive.reading(path) as archive:
        names = [entry.name for entry in archive.entries()]
    assert names[:6] == ["drawer", "Drawer-2", "door", "a b", "part", "part-2"]
    assert len(names[6]) == 80
    assert check_archive(path).parts == len(told)


def test_the_largest_list_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of millions of entries would be that many objects."""

    def refuse(*arguments: object) -> None:
        raise AssertionError("the list was read")

    data = packed({f"{number}.glb": b"" for number in range(20_000)})
    (tmp_path / "model.zip").write_bytes(data)
    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    with pytest.raises(ModelRefused, match="far too many files"):
        check_archive(tmp_path / "model.zip")
