# SPDX-License-Identifier: GPL-3.0-or-later
"""An object becomes an asset of its file. The background Blender uses it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bpy.types import Object

    from .orders import AssetFacts


def mark(prop: Object, facts: AssetFacts) -> None:
    """Mark an object as an asset, and say of it what is known; its preview stays as it is."""
    if prop.asset_data is None:
        prop.asset_mark()
    data = prop.asset_data
    assert data is not None  # it was marked
    data.description = facts.description
    present = {tag.name for tag in data.tags}
    for tag in facts.tags:
        if tag not in present:
            data.tags.new(tag)
    if facts.catalog_id:
        data.catalog_id = facts.catalog_id
    if hasattr(data, "preferred_import_method"):  # from a web server it would else be linked and packed (Blender 5.2)
        data.use_preferred_import_method = True
        data.preferred_import_method = "APPEND"
