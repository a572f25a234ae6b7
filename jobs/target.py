# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job's prop is for: its place and its size."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was asked for beside the model itself."""

    size_meters: float = 1.0
    size_axis: str = "HEIGHT"
    """What the size measures: HEIGHT or LONGEST_SIDE."""
    blockout: str = ""
    """Name of the object whose place the prop takes; "" for a placeholder."""
    only_selected: bool = False
    """The picture shows the selected objects alone."""
    variant_of: str = ""
    """Id of the first job of the prop that this is a variant of; "" for a prop of its own."""
    facing: str = "FRONT"
    """Which side of its place the prop's front faces: FRONT, RIGHT, BACK or LEFT."""

    def to_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> "Target":
        """Read back what ``to_dict`` wrote, or an older version did; the default replaces what cannot be used."""
        known = {field_.name: field_.default for field_ in fields(cls)}
        read: dict[str, Any] = {
            name: value for name, value in values.items() if name in known and _is_like(value, known[name])
        }
        return cls(**read)


def _is_like(value: object, default: object) -> bool:
    if isinstance(default, float):
        return isinstance(value, int | float) and value > 0.0
    return type(value) is type(default)
