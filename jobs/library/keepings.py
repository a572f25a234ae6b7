# SPDX-License-Identifier: GPL-3.0-or-later
"""Which props are to be kept in a library, and which are: so that nothing is forgotten if a process ends meanwhile."""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..ledger.database import Database

_ALL = "SELECT job_id, library, project, size, error, path FROM keepings "
_KEPT = "UPDATE keepings SET error = '', path = ? WHERE job_id = ? AND library = ?"
_FAILED = "UPDATE keepings SET error = ? WHERE job_id = ? AND library = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSize:
    """How big a prop stands in the artist's scene, in its units."""

    mesh: tuple[float, float, float] | None = None
    """Dimensions of its mesh there; None for those that it was prepared with."""
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Of its object in the world."""

    def to_json(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "KeptSize":
        """Read it back."""
        values = json.loads(text)
        return cls(mesh=None if values["mesh"] is None else _three(values["mesh"]), scale=_three(values["scale"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """A prop that is to be kept, or is."""

    job_id: str
    library: Path
    project: str
    """Name of its folder in the library, and path of its catalog."""
    size: KeptSize = field(default_factory=KeptSize)
    error: str = ""
    """Why it could not be kept, in sentences; it is not tried again by itself then."""
    path: Path | None = None
    """Its file, once it is kept; a person may have moved it since."""


class KeepingTable:
    """The keepings of a ledger. They go with their jobs.

    :param now: the wall clock, seconds since the epoch.
    """

    def __init__(self, database: Database, *, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now

    def ask(self, keepings: Iterable[Keeping]) -> None:
        """Write down, all at once, what is to be kept; what was asked for before is asked for anew."""
        with self._database.transaction(durable=True) as connection:
            connection.executemany(
                "INSERT INTO keepings (job_id, library, project, size, asked_at, error, path)"
                " VALUES (?, ?, ?, ?, ?, '', '')"
                " ON CONFLICT (job_id, library) DO UPDATE SET project = excluded.project, size = excluded.size,"
                " asked_at = excluded.asked_at, error = '', path = ''",
                [(each.job_id, str(each.library), each.project, each.size.to_json(), self._now()) for each in keepings],
            )

    def unfinished(self) -> tuple[Keeping, ...]:
        """Return what is not kept yet, in the order in which it was asked for, what failed included."""
        return self._read("WHERE path = '' ORDER BY asked_at, seq")

    def kept(self) -> tuple[Keeping, ...]:
        """Return what was kept, in the order in which it was asked for."""
        return self._read("WHERE path != '' ORDER BY asked_at, seq")

    def note_kept(self, keeping: Keeping, path: Path) -> None:
        """Note where a prop is kept."""
        self._write(_KEPT, keeping, str(path))

    def note_error(self, keeping: Keeping, error: str) -> None:
        """Note why a prop could not be kept."""
        self._write(_FAILED, keeping, error)

    def try_again(self) -> None:
        """Have what failed tried again."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE keepings SET error = '' WHERE path = ''")

    def forget_failed(self) -> None:
        """Give up what failed."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM keepings WHERE path = '' AND error != ''")

    def _read(self, selection: str) -> tuple[Keeping, ...]:
        return tuple(map(_keeping, self._database.rows(_ALL + selection)))

    def _write(self, statement: str, keeping: Keeping, value: str) -> None:
        with self._database.transaction() as connection:
            connection.execute(statement, (value, keeping.job_id, str(keeping.library)))


def _keeping(row: Any) -> Keeping:
    return Keeping(
        job_id=row["job_id"],
        library=Path(row["library"]),
        project=row["project"],
        size=KeptSize.from_json(row["size"]),
        error=row["error"],
        path=Path(row["path"]) if row["path"] else None,
    )


def _three(values: list[float]) -> tuple[float, float, float]:
    x, y, z = map(float, values)
    return x, y, z
