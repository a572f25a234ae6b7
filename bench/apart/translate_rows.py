# SPDX-License-Identifier: GPL-3.0-or-later
"""Put the texts of many rows into Chinese, as a drawing does: translate_rows.py COUNT.

Prints the seconds of the first time, and of each time after that, as JSON.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from time import perf_counter

from .package import load_package


def rows(count: int) -> list[str]:
    """Return texts such as lists of jobs have: states, sizes, dates, what the artist named."""
    kinds = (
        "Generating, about {} s",
        "18,{:03} quads, 2 triangles",
        "{} Nov 2025",
        "Chair.{:03}",
        "{} of 300 imported",
    )
    return [kinds[number % len(kinds)].format(number) for number in range(count)]


def main(count: int) -> None:
    load_package()
    catalog = import_module("rodin_props.languages.catalog")
    sentences = import_module("rodin_props.languages.sentences")
    chinese = sentences.Sentences(catalog.read_catalog(catalog.catalog_path("zh_HANS"))).translated
    print(json.dumps({"first": _seconds(chinese, rows(count)), "again": _seconds(chinese, rows(count))}))


def _seconds(translated: Callable[[str], str], texts: list[str]) -> float:
    began = perf_counter()
    for text in texts:
        translated(text)
    return perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]))
