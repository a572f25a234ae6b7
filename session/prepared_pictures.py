# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures made fit to be sent by a background Blender: ordered once, looked at while they come, used at the press.

The panel shows them as they will be sent; a press takes those that are there, and waits for the others.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ..scene.images.orders import PreparedPicture
from . import known_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..scene.images.orders import PictureOrder
    from ..scene.images.preparation import PicturePreparation
    from .known_files import FileFacts
    from .picture_list import PictureInput

    MakeOrder = Callable[[Path], PictureOrder]
    """Makes an order, given where the picture goes: a path in a temporary folder."""

_MOST_KNOWN = 60
"""Pictures that are kept for another press; their files lie in the system's temporary folder."""


class OrderedPicture:
    """A picture that was ordered; its files are there as long as this is."""

    def __init__(self, batch: _Batch, index: int) -> None:
        self._batch = batch
        self._index = index

    @property
    def result(self) -> PreparedPicture | None:
        """What became of it; None while that is not known."""
        pictures = self._batch.preparation.pictures
        return pictures[self._index] if self._index < len(pictures) else None

    @property
    def is_made_here(self) -> bool:
        """Say whether this Blender made it fit itself, since no background Blender could be started."""
        return self._batch.preparation.is_done_here

    def wait(self) -> PreparedPicture:
        """Wait for it."""
        self._batch.preparation.wait()
        result = self.result
        assert result is not None
        return result


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture of which it is known what became of it: one of the scene, by the Blender that took it, for instance."""

    result: PreparedPicture
    is_made_here: ClassVar[bool] = False

    def wait(self) -> PreparedPicture:
        """Return it: it is there."""
        return self.result


class _Batch:
    """Pictures that one background Blender makes fit."""

    def __init__(self, make_orders: Iterable[MakeOrder]) -> None:
        from ..scene.images.preparation import PicturePreparation
        from ..scene.temporary_folder import PREFIX, remove_abandoned

        remove_abandoned()
        self._folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
        path = Path(self._folder.name)
        orders = tuple(make(path / f"picture_{number}.png") for number, make in enumerate(make_orders))
        self.preparation: PicturePreparation = PicturePreparation(orders, path)


def _is_refused(picture: OrderedPicture | TakenPicture) -> bool:
    return picture.result is not None and bool(picture.result.refusal)


class PreparedPictures:
    """The pictures of this session."""

    def __init__(self) -> None:
        self._running: list[_Batch] = []
        self._by_file: dict[tuple[Path, FileFacts], OrderedPicture | TakenPicture] = {}
        """In the order in which they were asked for."""
        self._asked_for: set[Path] = set()

    def order(self, wanted: Mapping[PictureInput, MakeOrder]) -> dict[PictureInput, OrderedPicture | TakenPicture]:
        """Have pictures made fit, all by one background Blender; those of files that are known are not made again.

        :param wanted: the pictures, and how to order each.
        :raises SceneError: one of them cannot be ordered; none is under way then.
        :raises OSError: there is no room for them.
        """
        keys = {each: (each, known_files.look_up(each)) for each in wanted if isinstance(each, Path)}
        known = {each: self._by_file[key] for each, key in keys.items() if key in self._by_file}
        # What was refused is tried again: there may be more memory now.
        ordered: dict[PictureInput, OrderedPicture | TakenPicture] = {
            picture: each for picture, each in known.items() if not _is_refused(each)
        }
        missing = {each: make for each, make in wanted.items() if each not in ordered}
        if missing:
            batch = _Batch(missing.values())
            self._running.append(batch)
            ordered |= {each: OrderedPicture(batch, index) for index, each in enumerate(missing)}
        for each, key in keys.items():
            self._by_file.pop(key, None)
            self._by_file[key] = ordered[each]
        for key in list(self._by_file)[:-_MOST_KNOWN]:
            del self._by_file[key]
        return ordered

    @property
    def is_working(self) -> bool:
        """Say whether some are under way."""
        return bool(self._running)

    def poll(self) -> bool:
        """Check how far they are; return whether some are done that were not."""
        still_running = [batch for batch in self._running if not batch.preparation.poll()]
        changed = len(still_running) < len(self._running)
        self._running = still_running
        return changed

    def shown(self, path: Path) -> PreparedPicture | None:
        """Return what is known of a file as it is now, and have it made fit at the next look. Cheap: for drawing."""
        self._asked_for.add(path)
        ordered = self._by_file.get((path, known_files.facts_of(path)))
        return None if ordered is None else ordered.result

    def remember_refusal(self, path: Path, refusal: str) -> None:
        """Note why a file as it is now cannot be sent, the end of a sentence, where a look at it told."""
        refused = TakenPicture(PreparedPicture(path=path, refusal=refusal))
        self._by_file[path, known_files.look_up(path)] = refused

    def forget_refusals(self) -> None:
        """Let panels show what is refused now: there may be more memory."""
        self._by_file = {key: each for key, each in self._by_file.items() if not _is_refused(each)}

    def take_asked_for(self) -> set[Path]:
        """Return the files that panels want to show and that were not ordered yet; each is returned once."""
        asked_for, self._asked_for = self._asked_for, set()
        return {path for path in asked_for if (path, known_files.look_up(path)) not in self._by_file}

    def close(self) -> None:
        """End what is under way and forget all."""
        for batch in self._running:
            batch.preparation.close()
        self._running.clear()
        self._by_file.clear()
        self._asked_for.clear()
