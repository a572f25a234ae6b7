# SPDX-License-Identifier: GPL-3.0-or-later
"""Write what the artist may read into the catalogs of `languages`, in the order of the code.

Usage: update_catalogs.py [LOCALE...]

Without a locale, all catalogs that are there are written; with one, such as de_DE, that language is begun.

What is new comes untranslated, what is no longer said goes. Whoever translates fills in what is empty, with any editor
for `.po` files or by hand; `tests/languages` says what is missing or does not fit.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from find_words import Found, shown_words

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT))

from languages.catalog import catalog_names, catalog_path, read_catalog  # noqa: E402

_HEADER = """\
# SPDX-License-Identifier: GPL-3.0-or-later
# {locale}. Written by scripts/update_catalogs.py; only what stands behind msgstr is to be edited.
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def written(locale: str, words: Mapping[str, Found], known: Mapping[str, str]) -> str:
    """The text of a catalog."""
    header = _HEADER.format(locale=locale)
    return "\n".join([header, *_entries(words, known)])


def _entries(words: Mapping[str, Found], known: Mapping[str, str]) -> Iterator[str]:
    for english, found in words.items():
        places = "".join(f"#: {place}\n" for place in found.places[:3])
        flag = "#, python-brace-format\n" if re.search(r"\{\w+\}", english) else ""
        said = known.get(english, "")
        yield f"{places}{flag}msgid {_quoted(english)}\nmsgstr {_quoted(said)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    words = shown_words(ROOT)
    for locale in sys.argv[1:] or catalog_names():
        path = catalog_path(locale)
        known = read_catalog(path) if path.exists() else {}
        path.write_text(written(locale, words, known), "utf-8")
        missing = sum(english not in known for english in words)
        print(f"{path.relative_to(ROOT)}: {len(words)} texts, {missing} not translated")


if __name__ == "__main__":
    main()
