# SPDX-License-Identifier: GPL-3.0-or-later
"""Each way in which a model's document can be hostile is refused with a sentence."""

from typing import Any

import pytest
from rodin_props.api.errors import ModelRefused
from support.jobs.small_model import Change, at, changed


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {}
    for _ in range(depth):
        inner = {"a": inner}
    return inner


def deep_nodes(document: dict[str, Any]) -> None:
    document["nodes"] += [{"children": [number + 2]} for number in range(500)] + [{}]


def circle(document: dict[str, Any]) -> None:
    document["nodes"] += [{"children": [2]}, {"children": [3]}, {"children": [1]}]


def two_parents(document: dict[str, Any]) -> None:
    document["nodes"] += [{"children": [3]}, {"children": [3]}, {}]


def bottomless(document: dict[str, Any]) -> None:
    del document["accessors"][0]["bufferView"]
    document["accessors"][0]["count"] = 4_000_000_000
    del document["meshes"][0]["primitives"][0]["indices"]


HOSTILE: dict[str, tuple[Change, str]] = {
    "buffer elsewhere": (lambda d: at(d, "buffers", 0, "uri", to="file:///etc/passwd"), "outside itself"),
    "picture elsewhere": (lambda d: at(d, "images", 0, "uri", to="../../etc/passwd"), "outside itself"),
    "picture on the net": (lambda d: at(d, "images", 0, "uri", to="http://a.example/x.png"), "outside itself"),
    "picture on a share": (lambda d: at(d, "images", 0, "uri", to="\\\\a.example\\share"), "outside itself"),
    "data that is none": (lambda d: at(d, "images", 0, "uri", to="data:../../../../etc/passwd"), "outside itself"),
    "in an extension": (lambda d: at(d, "extensions", to={"X_y": [{"uri": "file:///x"}]}), "outside itself"),
    "circle": (circle, "circle"),
    "own parent": (lambda d: at(d, "nodes", 0, "children", to=[0]), "circle"),
    "two parents": (two_parents, "circle"),
    "deep hierarchy": (deep_nodes, "too deeply"),
    "deep extras": (lambda d: at(d, "extras", to=nested(90)), "nested too deeply"),
    "child that is not there": (lambda d: at(d, "nodes", 0, "children", to=[7]), "inconsistent"),
    "negative child": (lambda d: at(d, "nodes", 0, "children", to=[-1]), "inconsistent"),
    "mesh that is not there": (lambda d: at(d, "nodes", 0, "mesh", to=1), "no surface"),
    "endless place": (lambda d: at(d, "nodes", 0, "translation", to=[1e16, 0, 0]), "impossible places"),
    "crooked matrix": (lambda d: at(d, "nodes", 0, "matrix", to=[1, 2, 3]), "impossible places"),
    "huge count": (lambda d: at(d, "accessors", 0, "count", to=4_000_000_000), "too many"),
    "bottomless accessor": (bottomless, "far more data"),
    "negative count": (lambda d: at(d, "accessors", 0, "count", to=-3), "inconsistent"),
    "count that is none": (lambda d: at(d, "accessors", 0, "count", to=True), "inconsistent"),
    "no mesh": (lambda d: at(d, "nodes", to=[{}]), "no surface"),
    "points only": (lambda d: at(d, "meshes", 0, "primitives", 0, "mode", to=0), "no surface"),
    "old version": (lambda d: at(d, "asset", "version", to="1.0"), "glTF version"),
    "no version": (lambda d: at(d, "asset", to=None), "glTF version"),
    "scene without node": (lambda d: at(d, "scenes", 0, "nodes", to=[5]), "no surface"),
    "nodes that are none": (lambda d: at(d, "nodes", to=[1, 2]), "inconsistent"),
    "accessors that are none": (lambda d: at(d, "accessors", to={"a": 1}), "inconsistent"),
    "many nodes": (lambda d: at(d, "nodes", to=[{}] * 30_000), r"too many elements \(nodes\)"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence(check: Any, name: str) -> None:
    change, words = HOSTILE[name]
    with pytest.raises(ModelRefused, match=words) as caught:
        check(changed(change))
    assert "a new download would be the same" in str(caught.value).lower()
