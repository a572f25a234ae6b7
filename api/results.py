# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a finished task, and which of them is the model."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from .errors import BadResponse, NoModelInResult, clean
from .options.generation_options import GenerationOptions
from .options.rules import file_format
from .options.types import Material

log = logging.getLogger(__name__)

_LINK_LENGTH = 16_384
_LIST_LENGTH = 1_000
_PICTURES = frozenset({"webp", "png", "jpg", "jpeg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file of a result. Its name is for people and never becomes a path; its link is a secret while it is valid."""

    url: str = field(repr=False)
    name: str

    @classmethod
    def from_json(cls, body: object) -> "RemoteFile":
        """Read one entry of a download list.

        :raises BadResponse: where there is no link.
        """
        if not isinstance(body, Mapping):
            raise BadResponse("list")
        url, name = body.get("url"), body.get("name")
        if not isinstance(url, str) or not url.strip() or len(url) > _LINK_LENGTH or not url.isprintable():
            raise BadResponse("url")
        url = url.strip().replace(" ", "%20")
        if not isinstance(name, str) or not name.strip():
            name = _path_of(url).name
        return cls(url=url, name=clean(name, limit=120))

    @property
    def suffix(self) -> str:
        """The kind of file, lower-case without a dot, such as "glb"; "" where neither name nor link tell."""
        return _suffix(self.name) or _suffix(_path_of(self.url).name)


def files_from_json(body: object) -> tuple[RemoteFile, ...]:
    """Read a download list; an entry that cannot be used is left out, so that the model beside it is not lost.

    :raises BadResponse: where there is no list.
    """
    entries = body.get("list") if isinstance(body, Mapping) else None
    if not isinstance(entries, list):
        raise BadResponse("list")
    files = []
    for entry in entries[:_LIST_LENGTH]:
        try:
            files.append(RemoteFile.from_json(entry))
        except BadResponse as error:
            log.warning("left an entry out of the download list: bad %s", error.field)
    return tuple(files)


def choose_model_file(files: Sequence[RemoteFile], options: GenerationOptions) -> RemoteFile:
    """Return the file that holds the model: of the wanted format, and of the wanted material where there are several.

    :raises NoModelInResult: where no file has the format.
    """
    wanted = file_format(options).value
    models = [file for file in files if file.suffix == wanted and not _is_picture(file)]
    if not models:
        raise NoModelInResult([file.name for file in files])
    return min(models, key=lambda file: (_suffix(_path_of(file.url).name) in _PICTURES, _distance(file, options)))


def choose_preview(files: Sequence[RemoteFile]) -> RemoteFile | None:
    """Return the picture of the result, a rendered one first; None where there is none."""
    pictures = [file for file in files if _is_picture(file)]
    return min(pictures, key=lambda file: not file.name.lower().startswith("render"), default=None)


def _is_picture(file: RemoteFile) -> bool:
    return file.suffix in _PICTURES and file.name.lower().startswith(("preview", "render"))


def _suffix(name: str) -> str:
    ending = re.search(r"\.([A-Za-z0-9]{1,5})$", name.strip())
    return ending[1].lower() if ending else ""


def _distance(file: RemoteFile, options: GenerationOptions) -> int:
    """Rank a model by the material its name seems to tell; the lowest wins, ties go to the first."""
    pbr, shaded = ("pbr" in file.name.lower()), ("shaded" in file.name.lower())
    match options.material:
        case Material.SHADED:
            return 0 if shaded else 2 if pbr else 1
        case Material.NONE:
            return int(pbr or shaded)
        case Material.PBR | Material.ALL:
            return 0 if pbr else 2 if shaded else 1


def _path_of(url: str) -> PurePosixPath:
    try:
        return PurePosixPath(urlsplit(url).path)
    except ValueError:
        return PurePosixPath()
