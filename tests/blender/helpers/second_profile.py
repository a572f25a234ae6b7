# SPDX-License-Identifier: GPL-3.0-or-later
"""Another Blender, with a profile of its own: Blender's own downloader fetches a listing and one of its files.

    python second_profile.py URL FOLDER ASSET

Prints what it found, as JSON. What multiprocessing starts runs this file, too, and must not load Blender.
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _turn(step: Callable[[], object], until: Callable[[], bool]) -> None:
    """Do what Blender's event loop does in a window."""
    ends_at = time.monotonic() + 60
    while not until():
        assert time.monotonic() < ends_at
        step()
        time.sleep(0.01)


def _fetch_listing(url: str, folder: Path) -> str:
    module: Any = importlib.import_module("_bpy_internal.assets.remote_library.listing_downloader")
    ended: list[Any] = []
    downloader = module.RemoteAssetListingDownloader(url, folder, lambda _: None, ended.append)
    downloader.download_and_process()
    _turn(downloader.on_timer_event, lambda: bool(ended))
    return str(downloader.status.value)


def _fetch_file(url: str, folder: Path, file: dict[str, Any]) -> Path:
    module: Any = importlib.import_module("_bpy_internal.assets.remote_library.asset_downloader")
    path = folder / file["path"]
    reporter = module.AssetReporter(asset_library_url=url)
    downloader = module.AssetDownloader(
        url,
        folder,
        reporter=reporter,
        on_queue_empty_callback=None,
        queue_side=module.http_dl.QueueSide.BACK,
        num_parallel_downloads=1,
    )
    downloader.start()
    address = file.get("url") or file["path"]
    downloader.download_asset_file(f"{address}?hash={file['hash'].partition(':')[2]}", path)
    _turn(downloader.on_timer_event, path.exists)
    return path


def _append(path: Path, name: str) -> dict[str, Any]:
    import bpy

    with bpy.data.libraries.load(str(path), assets_only=True) as (there, here):
        here.objects = [each for each in there.objects if each == name]
    (prop,) = here.objects
    material = prop.data.materials[0]
    images = [node.image for node in material.node_tree.nodes if node.type == "TEX_IMAGE"]
    return {
        "name": prop.name,
        "made": prop.get("rodin_props_made"),
        "size": list(prop.dimensions),
        "lowest": min(vertex.co.z for vertex in prop.data.vertices),
        "packed": all(image.packed_file is not None for image in images),
        "description": prop.asset_data.description,
    }


def _main(url: str, folder: Path, name: str) -> None:
    folder.mkdir(parents=True)
    status = _fetch_listing(url, folder)
    pages = [json.loads(path.read_text("utf-8")) for path in sorted((folder / "_v1").glob("assets-*.json"))]
    asset = next(each for page in pages for each in page["assets"] if each["name"] == name)
    file = next(each for page in pages for each in page["files"] if each["path"] == asset["files"][0])
    found = {
        "status": status,
        "listed": sorted(each["name"] for page in pages for each in page["assets"]),
        "catalogs": (folder / "blender_assets.cats.txt").read_text("utf-8"),
        "appended": _append(_fetch_file(url, folder, file), name),
    }
    print(json.dumps(found), flush=True)
    os._exit(0)  # PyPI's bpy does not always survive the end of Python


if __name__ == "__main__":
    import bpy  # noqa: F401 - as a Python module it must be the first

    _main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
