# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a remote asset library as Blender does, from its first file on, and compares every hash and size."""

import hashlib
import json
import urllib.parse
import urllib.request
from typing import Any


def read_listing(url: str) -> dict[str, dict[str, Any]]:
    """Return what is listed of every asset, by its name; all that is listed was fetched and is what it should be."""
    first = json.loads(_get(url, "_asset-library-meta.json"))
    index = json.loads(_fetch(url, first["api_versions"]["v1"]))
    assets = {}
    for page_address in index["pages"]:
        page = json.loads(_fetch(url, page_address))
        for file in page["files"]:
            address = {"url": file.get("url") or urllib.parse.quote(file["path"]), "hash": file["hash"]}
            assert len(_fetch(url, address)) == file["size_in_bytes"]
        for asset in page["assets"]:
            assert _fetch(url, asset["thumbnail"])[8:12] == b"WEBP"
            assets[asset["name"]] = asset
    assert len(assets) == index["asset_count"]
    return assets


def _fetch(url: str, address: dict[str, str]) -> bytes:
    kind, _, expected = address["hash"].partition(":")
    assert kind == "SHA256"
    data = _get(url, f"{address['url']}?hash={expected}")
    assert hashlib.sha256(data).hexdigest() == expected, address["url"]
    return data


def _get(url: str, relative: str) -> bytes:
    with urllib.request.urlopen(urllib.parse.urljoin(url, relative), timeout=20) as answer:
        assert answer.headers["Content-Length"]
        data: bytes = answer.read()
    return data
