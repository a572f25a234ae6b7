# SPDX-License-Identifier: GPL-3.0-or-later
"""By what key a job was ordered, in which list, and by whom: plain values that stay with the job."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What was said when a job was ordered. The default: a button was pressed."""

    key: str = ""
    """At one service, the same key is paid for once; "" for one of its own."""
    batch: str = ""
    """Id of the list that it belongs to; "" for none."""
    tags: tuple[str, ...] = ()
    """Words that the prop is to be found by, where it is kept."""
    by_script: bool = False
    """A program ordered it, which the artist's limit for scripts holds for."""

    def to_dict(self) -> dict[str, object]:
        """Return what differs from the default, for JSON."""
        values = {"key": self.key, "batch": self.batch, "tags": list(self.tags), "by_script": self.by_script}
        return {name: value for name, value in values.items() if value}

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> "Ordered":
        """Read back what ``to_dict`` wrote; the default replaces what cannot be used."""
        tags = values.get("tags")
        return cls(
            key=_text(values.get("key")),
            batch=_text(values.get("batch")),
            tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
            by_script=values.get("by_script") is True,
        )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


BY_BUTTON = Ordered()
"""Nothing was said."""
