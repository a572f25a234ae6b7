# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what Blender's importer must not see even with bounds, whoever asks for it: the last look before it.

Jobs check models for links, too. But a person may have a model tried that the check refused for something else.
"""

from __future__ import annotations

from typing import Any

from ..errors import ModelBroken

_LARGEST_STRIDE = 256
_INDEX_STRIDES = (2, 4)
_FILTER_STRIDES = {"OCTAHEDRAL": (4, 8), "QUATERNION": (8,)}


def refuse_harm(root: dict[str, Any]) -> None:
    """Look at a description.

    :raises ModelBroken: the importer would read other files, or its libraries would write where they must not.
    """
    try:
        for holder in (*(root.get("images") or ()), *(root.get("buffers") or ())):
            _refuse_link(holder.get("uri"))
        for view in root.get("bufferViews") or ():
            for packed in (view.get("extensions") or {}).values():
                if "byteStride" in packed:
                    _refuse_wrong_packing(packed)
    except (TypeError, AttributeError) as error:
        raise ModelBroken("its description cannot be read") from error


def _refuse_link(link: Any) -> None:
    """Refuse a link to a file: the importer would follow it, and pack what it finds there.

    It takes a data: link in any other form than base64 for the name of a file.
    """
    if link is not None and not (link.startswith("data:") and ";base64," in link):
        raise ModelBroken("it names a file outside itself")


def _refuse_wrong_packing(packed: dict[str, Any]) -> None:
    """Refuse numbers that the decoder of compressed buffer views takes on trust: it would write beyond its memory."""
    count, stride, mode = packed.get("count"), packed["byteStride"], packed.get("mode")
    if not isinstance(count, int) or not isinstance(stride, int) or count < 0:
        fits = False
    elif mode == "ATTRIBUTES":
        right = _FILTER_STRIDES.get(packed.get("filter") or "", (stride,))
        fits = 0 < stride <= _LARGEST_STRIDE and stride % 4 == 0 and stride in right
    else:
        fits = stride in _INDEX_STRIDES and (mode != "TRIANGLES" or count % 3 == 0)
    if not fits:
        raise ModelBroken("it says wrongly how its data is compressed")
