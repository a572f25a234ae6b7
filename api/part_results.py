# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a finished task whose model was split: which of them are the parts.

The service may list one GLB with a node for each part, a GLB for each part, or a zip of these; beside them pictures and
the whole. Nothing says which names they have.
"""

import re
from collections.abc import Sequence

from .errors import NoModelInResult
from .options.types import PartMaterial
from .part_names import meant_name, wanted_names
from .results import RemoteFile

_WHOLE = frozenset({"base", "combined", "complete", "full", "input", "merged", "model", "original", "source", "whole"})
"""Words in the name of what was split."""
_PARTS = frozenset({"bang", "component", "components", "part", "parts", "piece", "pieces", "segment", "segments"})


def choose_part_files(
    files: Sequence[RemoteFile], *, material: PartMaterial, instruction: str
) -> tuple[RemoteFile, ...]:
    """Return one GLB, the GLBs of the parts, or one zip.

    :param instruction: names of the wanted parts.
    :raises NoModelInResult: there is none of these.
    """
    wanted = wanted_names(instruction)
    named = [file for file in files if file.suffix in {"glb", "zip"}]
    named = [file for file in named if not file.leads_to_picture] or named
    models = [file for file in named if file.suffix == "glb"]
    archives = [file for file in named if file.suffix == "zip" and "texture" not in file.name.lower()]
    parts = [file for file in models if _is_part(file, wanted) or not _is_whole(file)]
    if parts:
        return tuple(_of_material(parts, material))
    if archives:
        return tuple(_of_material(archives, material))[:1]
    if models:
        return tuple(_of_material(models, material))
    raise NoModelInResult([file.name for file in files])


def _words(file: RemoteFile) -> set[str]:
    return set(re.findall(r"[a-z]+", file.name.lower().removesuffix(".glb")))


def _is_part(file: RemoteFile, wanted: Sequence[str]) -> bool:
    return bool(meant_name(re.sub(r"\.glb$", "", file.name, flags=re.IGNORECASE), wanted) or _words(file) & _PARTS)


def _is_whole(file: RemoteFile) -> bool:
    return bool(_words(file) & _WHOLE)


def _of_material(files: list[RemoteFile], material: PartMaterial) -> list[RemoteFile]:
    """Return the files of one material, where each comes in several; no name tells more than "pbr" and "shaded"."""
    shaded = [file for file in files if "shaded" in _words(file)]
    others = [file for file in files if file not in shaded]
    if not shaded or not others:
        return files
    return shaded if material is PartMaterial.SHADED else others
