# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions about new textures and parts."""

import tempfile
import zipfile
from pathlib import Path

from ..calls.table import PARTS
from ..inputs.model import table_model
from ..model.glb import Model, NoModel, surface_kept
from .of_model import of_model, why_none
from .question import Evidence, Finding, Question, either, unclear

_NAMES_LENGTH = 300


def _surface(model: Model) -> Finding:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.glb"
        path.write_bytes(table_model())
        share = surface_kept(Model.read(path), model)
    return either(share >= 0.98, f"{share:.0%} of the places are the same")


def _names(evidence: Evidence) -> Finding:
    outcome = evidence.outcome()
    if not outcome.files:
        return unclear(why_none(outcome))
    names = [name for name, _ in outcome.entries]
    for path in outcome.files.values():
        names += _names_inside(path)
    told = any(part in name.lower() for part in PARTS for name in names)
    return either(told, ", ".join(dict.fromkeys(filter(None, names)))[:_NAMES_LENGTH])


def _names_inside(path: Path) -> list[str]:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                return archive.namelist()
        return Model.read(path).names() if path.suffix.lower() == ".glb" else []
    except (NoModel, zipfile.BadZipFile):
        return []


def _file(evidence: Evidence) -> Finding:
    outcome = evidence.outcome()
    models = [name for name, _ in outcome.entries if Path(name).suffix.lower() in {".glb", ".zip"}]
    if not models:
        return unclear(why_none(outcome))
    return either(len(models) == 1 and models[0].lower().endswith(".glb"), ", ".join(models))


MESHES = (
    Question(
        name="same_surface",
        asks="Do new textures keep the surface, or is it made anew?",
        assumes="the same surface comes back",
        assumed_by="api/textures_request.py",
        calls=("textures",),
        judge=of_model(_surface),
    ),
    Question(
        name="part_names",
        asks="Are parts called what was wanted?",
        assumes="they are: in the names of nodes or files",
        assumed_by="api/parts_request.py: instruction",
        calls=("parts",),
        judge=_names,
    ),
    Question(
        name="part_file",
        asks="Do parts come in one file?",
        assumes="one GLB, no zip",
        assumed_by="api/results.py: choose_model_file",
        calls=("parts",),
        judge=_file,
    ),
)
