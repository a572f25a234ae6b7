# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody wants made, as plain values, without a panel, a scene or a selection."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...api.errors import PictureRefused
from ...api.options.generation_options import GenerationOptions
from ...scene.measure.size import Size
from ..inputs import naming
from ..picture_list import shown_name
from ..prop_inputs import Inputs
from ..sources import Source

if TYPE_CHECKING:
    from pathlib import Path

    from ...jobs.orders.ordered import Ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One prop that somebody wants."""

    key: str = ""
    """At one service the same key is paid for once; "" for a new one each time."""
    name: str = ""
    """Of the prop; "" to name it after the prompt, or else after the first picture's file."""
    prompt: str = ""
    pictures: tuple[Path, ...] = ()
    """Files, up to five of one object; they are copied when it is ordered."""
    options: GenerationOptions = field(default_factory=GenerationOptions)
    size: Size = field(default_factory=Size)
    tags: tuple[str, ...] = ()
    """Words that the prop is to be found by in the library."""
    batch: str = ""
    """Id of the list that it belongs to; "" for none."""

    @property
    def shown_name(self) -> str:
        """What the prop will be called."""
        first = self.pictures[0] if self.pictures else None
        return naming.clean_name(self.name) or naming.prop_name(prompt=self.prompt, picture=first, fallback="Prop")

    def content_key(self) -> str:
        """Return a key that is the same for all orders that send the same: pictures, prompt and options.

        A picture counts by what is in its file, whatever that is called; an option that has its default value does not
        count, so that the key stays what it is when there are more options one day. 64 hexadecimal digits.

        :raises PictureRefused: a picture's file cannot be read.
        """
        default = GenerationOptions().to_dict()
        chosen = {name: value for name, value in self.options.to_dict().items() if value != default[name]}
        content = {"pictures": [_hash_of(each) for each in self.pictures], "prompt": self.prompt.strip()}
        text = json.dumps({**content, "options": chosen}, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def inputs(self, ordered: Ordered) -> Inputs:
        """Return what a job is made from. :param ordered: what is said of it beside that."""
        return Inputs(
            source=Source.PICTURE if self.pictures else Source.TEXT,
            name=self.shown_name,
            prompt=self.prompt.strip(),
            options=self.options,
            pictures=self.pictures,
            size=self.size,
            ordered=ordered,
        )


def _hash_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise PictureRefused(shown_name(path), "it is not there any more") from None
    except (OSError, ValueError):
        raise PictureRefused(shown_name(path), "the file cannot be read") from None
