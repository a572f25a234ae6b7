# SPDX-License-Identifier: GPL-3.0-or-later
"""What all props of a set share, a list's or a collection's: words around their own, and the picture of a look."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ...api.options.generation_options import GenerationOptions
from ...api.options.types import ConditionMode

Picture = TypeVar("Picture")
"""A file, or an image of the open .blend."""

_NO_SPACE_BEFORE = frozenset(",.;:!?")
_PUNCTUATION = frozenset(",.;:!?…-–—")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStyle(Generic[Picture]):
    """Words and a look. What has nothing of its own gets nothing of it: no prop is made of a style alone."""

    before: str = ""
    """Words before those of each prop."""
    after: str = ""
    """Words after those of each prop."""
    look: Picture | None = None
    """A picture whose look the props take."""

    def words(self, own: str) -> str:
        """Return a prop's own words with the shared ones around them, as one reads them.

        Before them stands a space, so that “a weathered” may go on with “bench”; whoever wants a comma writes it.
        After them stands a comma, but where punctuation stands already. Without own words the shared ones are all.
        """
        text = " ".join(filter(None, (self.before.strip(), own.strip())))
        after = self.after.strip()
        if not text:
            return after.lstrip("".join(_NO_SPACE_BEFORE)).strip()
        if not after:
            return text
        if after[0] in _NO_SPACE_BEFORE:
            return f"{text}{after}"
        return f"{text}{' ' if text[-1] in _PUNCTUATION else ', '}{after}"

    def prompt(self, own: str, own_pictures: tuple[Picture, ...]) -> str:
        """Return the words that are sent for a prop; those of the style alone if it has a picture and no words."""
        return self.words(own) if own.strip() or own_pictures else ""

    def look_beside(
        self, own: str, own_pictures: tuple[Picture, ...], options: GenerationOptions
    ) -> tuple[Picture | None, GenerationOptions]:
        """Return the look if it is sent with a prop, None if not, and the options that the prop is made with then.

        It is the first picture, which decides the material. Only the older tiers can take it beside a picture of the
        prop itself, and fuse the two: for the others two pictures would be two sides of one thing. Beside words alone
        it is the one picture, and gives shape, too.
        """
        if self.look is None or not (own.strip() or own_pictures):
            return None, options
        if not own_pictures:
            return self.look, options
        if not mixes_pictures(options):
            return None, options
        return self.look, replace(options, condition_mode=ConditionMode.FUSE)


def mixes_pictures(options: GenerationOptions) -> bool:
    """Say whether the tier can take a look beside a picture of the prop."""
    return "condition_mode" in options.applicable()
