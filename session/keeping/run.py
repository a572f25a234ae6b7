# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of the background Blender that writes props into the library, from the orders to the files in their place."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ... import disk
from ...errors import RodinError
from ...jobs.crashpoints import reached
from ...jobs.files import refused_write
from ...jobs.library import layout
from ...jobs.library.errors import LibraryFull, LibraryGone, LibraryNotWritable, NotKept
from ...scene.keeping.asset_files import AssetFiles
from ...scene.keeping.orders import Refusal
from .. import session
from .library import name_of
from .ordering import Waiting, order_for, refusal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...jobs.library.keepings import Keeping, KeepingTable
    from ...scene.keeping.orders import KeepOrder, KeptProp

log = logging.getLogger(__name__)

_MOST_AT_ONCE = 20


class NothingToDo(Exception):
    """Nothing can be begun at this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ordered:
    keeping: Keeping
    order: KeepOrder
    path: Path
    """Where the file goes once it is whole."""


class KeepingRun:
    """Some keepings on their way; `close` it in the end.

    :param waiting: what is to be kept, in this order.
    :param table: where it is noted what became of them.
    :raises NothingToDo: none of them can be begun now.
    :raises RodinError: no background Blender can be started, or there is no room for its orders.
    """

    def __init__(self, waiting: Sequence[Keeping], table: KeepingTable) -> None:
        self._table = table
        self._kept: list[_Ordered] = []
        self.warnings: list[str] = []
        """Sentences about what could not be kept."""
        self._ordered = list(self._order(waiting))
        if not self._ordered:
            raise NothingToDo
        reached("keep:before-start")
        self._files = _start([each.order for each in self._ordered])

    def _order(self, waiting: Sequence[Keeping]) -> Iterable[_Ordered]:
        """Yield what is to be written now; note what needs no writing, or cannot be written."""
        found: dict[Path, dict[str, Path]] = {}
        count = 0
        for keeping in waiting:
            library = keeping.library
            try:
                if not library.is_dir():
                    raise LibraryGone(library.name)
                if library not in found:
                    found[library] = layout.find_kept(library)
                if (path := layout.path_of(keeping.job_id, found[library])) is not None:
                    self._table.note_kept(keeping, path)
                    continue
                if count < _MOST_AT_ONCE:
                    made = order_for(keeping)
                    count += 1
                    yield _Ordered(keeping=keeping, order=made.order, path=made.path)
            except Waiting:
                continue
            except RodinError as error:
                self._note_error(keeping, error)

    @property
    def is_done(self) -> bool:
        """The background Blender has ended, and all that it wrote is in its place."""
        return self._files.is_done

    def advance(self) -> None:
        """Put what was written since the last call into its place."""
        for index, answer in self._files.poll():
            ordered = self._ordered[index]
            try:
                self._conclude(ordered, answer)
            except RodinError as error:
                disk.discard(ordered.order.destination)
                self._note_error(ordered.keeping, error)

    def _conclude(self, ordered: _Ordered, answer: KeptProp) -> None:
        if answer.refusal is not Refusal.NONE:
            raise _error_of(ordered, answer)
        reached("keep:before-move")
        try:
            disk.replace(ordered.order.destination, ordered.path)
        except OSError as error:
            raise refusal_of(error, ordered.keeping.library) from error
        reached("keep:after-move")
        self._table.note_kept(ordered.keeping, ordered.path)
        self._kept.append(ordered)

    def _note_error(self, keeping: Keeping, error: RodinError) -> None:
        log.warning("The prop of job %s is not kept: %s", keeping.job_id, error)
        self._table.note_error(keeping, str(error))
        if str(error) not in self.warnings:
            self.warnings.append(str(error))

    def remarks(self) -> tuple[str, ...]:
        """Return what was kept, as a sentence for each library."""
        by_library: dict[Path, list[str]] = {}
        for ordered in self._kept:
            by_library.setdefault(ordered.keeping.library, []).append(ordered.order.asset.name)
        return tuple(_remark(names, name_of(library)) for library, names in by_library.items())

    def close(self) -> None:
        """End the background Blender if it still runs."""
        self._files.close()


def _remark(names: Sequence[str], library_name: str) -> str:
    name, count = names[0], len(names)
    if count == 1:
        return f"“{name}” is in the library “{library_name}” now."
    return f"{count} props are in the library “{library_name}” now."


def _error_of(ordered: _Ordered, answer: KeptProp) -> RodinError:
    from ...scene.errors import FilesGone

    name = ordered.keeping.library.name
    match answer.refusal:
        case Refusal.GONE:
            return LibraryGone(name)
        case Refusal.NOT_WRITABLE:
            return LibraryNotWritable(name)
        case Refusal.FULL:
            return LibraryFull(name)
        case Refusal.UNREADABLE:
            return FilesGone()
    return NotKept(ordered.order.asset.name, answer.reason)


def _start(orders: Sequence[KeepOrder]) -> AssetFiles:
    from ...scene.background.run import NotStarted

    try:
        return AssetFiles(orders)
    except NotStarted as error:
        raise NotKept(orders[0].asset.name, "no second Blender could be started to write it") from error
    except OSError as error:
        raise refused_write(error, session.current().folder) from error
