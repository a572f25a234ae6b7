# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a finished task, and which of them is the model."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from .errors import BadResponse, NoModelInResult, clean
from .options.generation_options import GenerationOptions
from .options.rules import file_format, packs_mesh
from .options.types import Material

log = logging.getLogger(__name__)

_LINK_LENGTH = 16_384
_LIST_LENGTH = 1_000
_PICTURES = frozenset({"webp", "png", "jpg", "jpeg"})
_DENSE = frozenset(
    {"dense", "detail", "detailed", "full", "hd", "high", "highpack", "highpoly", "highres", "hires", "hp"}
    | {"micro", "original", "raw", "sculpt", "uhd"}
)
"""Words in the name of a mesh that has many more faces than the one beside it."""
_MOST_MEASURED = 6


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
    def path(self) -> PurePosixPath:
        """Where its link leads on its host: the same in a newer link, as a rule."""
        return _path_of(self.url)

    @property
    def suffix(self) -> str:
        """The kind of file, lower-case without a dot, such as "glb"; "" where neither name nor link tell."""
        return _suffix(self.name) or _suffix(self.path.name)

    @property
    def leads_to_picture(self) -> bool:
        """Whether its link ends as those of pictures do, whatever it is called."""
        return _suffix(self.path.name) in _PICTURES


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


def choose_model_file(
    files: Sequence[RemoteFile],
    options: GenerationOptions,
    *,
    size_bytes: Callable[[RemoteFile], int | None] = lambda file: None,
) -> RemoteFile:
    """Return the file that holds the model: of the wanted format, and of the wanted material where there are several.

    A second mesh may lie beside it that is many times as dense. It is taken only if it was asked for.

    :param size_bytes: measures a file, None where that cannot be done; called only if names do not decide.
    :raises NoModelInResult: where no file has the format.
    """
    wanted = file_format(options).value
    models = [file for file in files if file.suffix == wanted and not _is_picture(file)]
    if not models:
        raise NoModelInResult([file.name for file in files])
    ranks = [_rank(file, options) for file in models]
    lowest = min(ranks)
    best = [file for file, rank in zip(models, ranks, strict=True) if rank == lowest]
    if len(best) == 1 or len(best) > _MOST_MEASURED:
        return best[0]
    sizes = {id(file): size for file in best if (size := size_bytes(file)) is not None}
    measured = [file for file in best if id(file) in sizes] or best[:1]
    return (max if packs_mesh(options) else min)(measured, key=lambda file: sizes.get(id(file), 0))


def same_file(files: Sequence[RemoteFile], known: RemoteFile) -> RemoteFile | None:
    """Return the entry of a newer list for a file of an older one: of its name, and best of its link's path too."""
    named = [file for file in files if file.name == known.name]
    return min(named, key=lambda file: file.path != known.path, default=None)


def choose_preview(files: Sequence[RemoteFile]) -> RemoteFile | None:
    """Return the picture of the result, a rendered one first; None where there is none."""
    pictures = [file for file in files if _is_picture(file)]
    return min(pictures, key=lambda file: not file.name.lower().startswith("render"), default=None)


def _is_picture(file: RemoteFile) -> bool:
    return file.suffix in _PICTURES and file.name.lower().startswith(("preview", "render"))


def _suffix(name: str) -> str:
    ending = re.search(r"\.([A-Za-z0-9]{1,5})$", name.strip())
    return ending[1].lower() if ending else ""


def _rank(file: RemoteFile, options: GenerationOptions) -> tuple[bool, bool, int]:
    """Rank a model by what its name and link seem to tell; the lowest is the one that is wanted."""
    in_link = file.path.name
    words = set(re.split(r"[^a-z]+", f"{file.name} {in_link}".lower()))
    return file.leads_to_picture, bool(_DENSE & words) is not packs_mesh(options), _distance(file, options)


def _distance(file: RemoteFile, options: GenerationOptions) -> int:
    """Return how far a model is from the wanted material by its name."""
    name = file.name.lower()
    pbr, shaded, hybrid = "pbr" in name, "shaded" in name, "hybrid" in name
    match options.material:
        case Material.SHADED:
            return 0 if shaded else 2 if pbr else 1
        case Material.NONE:
            return int(pbr or shaded)
        case Material.PBR | Material.ALL:
            return 0 if pbr else 2 if shaded else 1
        case Material.HYBRID:
            return 0 if hybrid else 2 if shaded else 1


def _path_of(url: str) -> PurePosixPath:
    try:
        return PurePosixPath(urlsplit(url).path)
    except ValueError:
        return PurePosixPath()
