# SPDX-License-Identifier: GPL-3.0-or-later
"""Which templates a text may have been made of, by one word of each: of a thousand, a few are left to be tried."""

import re
from collections import defaultdict
from collections.abc import Iterable

from .template import Kind, Template

_WORD = re.compile(r"[A-Za-z]+")


class TemplateIndex:
    """Some templates, by their kind and the longest word of their own."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._by_word: dict[tuple[Kind, str], list[tuple[int, int, Template]]] = defaultdict(list)
        different = {template.twin: template for template in templates}
        for number, template in enumerate(different.values()):
            # Sorted by it: those with most words of their own come first, then those that stand first in the catalog.
            self._by_word[template.kind, template.longest_word].append((-template.own_letters, number, template))

    def candidates(self, text: str, kind: Kind) -> list[Template]:
        """Return the templates of a kind that have no word which the text has not."""
        found = list(self._by_word.get((kind, ""), ()))
        for word in set(_WORD.findall(text)):
            found += self._by_word.get((kind, word), ())
        return [template for *_, template in sorted(found)]
