# SPDX-License-Identifier: GPL-3.0-or-later
"""What the calls about a model that was sent in have in common: their request, and fields checked all at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .forms import Body, Upload
from .protocol import FORMATS, Refused
from .values import looks_like_image

RESOLUTIONS = {"Basic": 2048, "High": 4096}
READABLE_MODELS = ("glb", "obj", "stl")
"""The kinds of models that this sandbox can read."""
PASSIVE = ("geometry_file_format", "resolution", "material", "prompt", "seed", "escore", "reference_scale")


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRequest:
    """What both calls ask for, with every default filled in."""

    prompt: str
    images: tuple[Upload, ...] = field(repr=False)
    upload: Upload | None = field(repr=False)
    """The model, unless that of a task is meant."""
    seed: int | None
    material: str
    texture_pixels: int
    price: float
    warnings: tuple[str, ...]
    use_original_alpha: bool = False
    preview_render: bool = False


class Fields:
    """Reads a body's fields; what is wrong with them is gathered, and refused at once, as the service does."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._problems: list[str] = []

    def text(self, name: str) -> str:
        """Return a field without blanks around it, or ""."""
        return (self._body.text(name) or "").strip()

    def word(self, name: str, allowed: Iterable[str], default: str) -> str:
        """Return one of the words that a field takes."""
        value = self.text(name) or default
        if value not in allowed:
            self._problems.append(f"{name} must be one of the following values: {', '.join(allowed)}")
        return value

    def whole(self, name: str, low: int, high: int) -> int | None:
        """Return a whole number within bounds; None if there is none."""
        value = self.text(name)
        if value and not re.fullmatch(r"-?\d{1,18}", value):
            self._problems.append(f"{name} must be an integer number")
            return None
        self._check_bounds(name, value, low, high)
        return int(value) if value else None

    def number(self, name: str, low: float, high: float, default: float) -> float:
        """Return a number within bounds."""
        value = self.text(name)
        if value and not re.fullmatch(r"-?\d{1,9}(\.\d{1,12})?", value):
            self._problems.append(f"{name} must be a number conforming to the specified constraints")
            return default
        self._check_bounds(name, value, low, high)
        return float(value) if value else default

    def flag(self, name: str) -> bool:
        """Return true or false; false if there is none."""
        return self.word(name, ("true", "false"), "false") == "true"

    def only(self, *names: str) -> list[str]:
        """Return a warning for each field that the call does not know: those are ignored."""
        strangers = [name for name in self._body.fields if name not in names]
        return [f"{name} is not a field of this call and is ignored" for name in strangers]

    def check(self) -> None:
        """Refuse the request if anything was wrong. :raises Refused:"""
        if self._problems:
            raise Refused("INVALID_REQUEST", self._problems)

    def _check_bounds(self, name: str, value: str, low: float, high: float) -> None:
        if value and float(value) < low:
            self._problems.append(f"{name} must not be less than {low:g}")
        if value and float(value) > high:
            self._problems.append(f"{name} must not be greater than {high:g}")


def only_files(body: Body, *names: str) -> None:
    """Check that no other files came. :raises Refused:"""
    for upload in body.files:
        if upload.field_name not in names:
            raise Refused("INVALID_REQUEST", f"Unexpected field: {upload.field_name}")


def one_file(body: Body, name: str) -> Upload | None:
    """Return the file of a field, if there is one. :raises Refused: for two."""
    found = [upload for upload in body.files if upload.field_name == name]
    if len(found) > 1:
        raise Refused("INVALID_REQUEST", f"Only one {name} is taken")
    return found[0] if found else None


def checked_image(upload: Upload) -> Upload:
    """Return a file that is a picture. :raises Refused: for others."""
    if not looks_like_image(upload.data):
        raise Refused("INVALID_REQUEST", f"{upload.name} is not a supported image")
    return upload


def checked_model(upload: Upload, kinds: tuple[str, ...]) -> Upload:
    """Return a file whose name ends as a model of these kinds. :raises Refused: for others."""
    kind = upload.name.rpartition(".")[2].lower()
    if kind not in kinds:
        raise Refused("INVALID_REQUEST", [f"model must be one of the following formats: {', '.join(kinds)}"])
    if kind not in READABLE_MODELS:
        raise Refused("INVALID_REQUEST", f"This sandbox reads {', '.join(READABLE_MODELS)} only, not {kind}")
    if not upload.data:
        raise Refused("INVALID_REQUEST", "model should not be empty")
    return upload


def checked_format(fields: Fields) -> None:
    """Check that a GLB is asked for: the service writes others, too. :raises Refused:"""
    if (name := fields.word("geometry_file_format", FORMATS, "glb")) != "glb" and name in FORMATS:
        raise Refused("INVALID_REQUEST", "This sandbox writes such models as glb only")
