# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the table that is about zips of parts. All of them are paid for."""

from collections.abc import Mapping

ZIPS: Mapping[tuple[str, str, str], str] = {
    ("FAILED", "MODEL_DAMAGED", "it is not a zip file, or its end is missing"): "zip.truncated zip.junk",
    ("FAILED", "MODEL_DAMAGED", "its contents cannot be unpacked"): "zip.size_small zip.checksum",
    ("FAILED", "MODEL_DAMAGED", "it is not a GLB file"): "zip.not_glb zip.one_not_glb",
    ("FAILED", "MODEL_BROKEN", "it holds no GLB file"): "zip.empty zip.no_glb",
    ("FAILED", "MODEL_BROKEN", "it holds other archives and no model"): "zip.nested",
    ("FAILED", "MODEL_BROKEN", "it holds a link in place of a file"): "zip.symlink",
    ("FAILED", "MODEL_BROKEN", "it is encrypted"): "zip.encrypted",
    ("FAILED", "MODEL_BROKEN", "it is packed in a way that cannot be read here"): "zip.method",
    ("FAILED", "MODEL_BROKEN", "it holds far too many files"): "zip.overlap",
    ("FAILED", "MODEL_BROKEN", "it is a zip file of a kind for huge files"): "zip.entries_many",
    ("FAILED", "MODEL_BROKEN", "it unpacks to far more than it holds"): "zip.bomb",
    ("FAILED", "MODEL_BROKEN", "it unpacks to more than this computer should bear"): "zip.size_huge",
    ("READY", "", ""): (
        "zip.folders zip.names_dotdot zip.names_absolute zip.names_device zip.names_long zip.names_control"
        " zip.names_duplicate zip.names_empty zip.names_case"
    ),
}
"""State, code, words of the sentence -> names of faults."""
