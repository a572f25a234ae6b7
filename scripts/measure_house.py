# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure how the code is laid out, and fail where a bound does not hold.

Usage: measure_house.py FOLDER, where FOLDER holds the checkout under the name of its package.

Imports for type checkers alone count as well. A docstring is no line of its function. Duplicates are looked for by
pylint, which passes over imports, comments and docstrings.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

import grimp

PACKAGE = "rodin_props"
PRODUCT = (
    "api",
    "jobs",
    "languages",
    "processes",
    "scene",
    "session",
    "script",
    "operators",
    "command_line",
    "ui",
    "usual_sizes",
    "sandbox",
    "live",
)
TOOLS = ("bench", "demo", "manual", "scripts")
TESTS = "tests"
MOST_FILES = 15
MOST_LINES = 250
MOST_LINES_OF_FUNCTION = 39
LONGEST_CHAIN = 6
FEWEST_DUPLICATE_LINES = 8

Imports = Mapping[str, Set[str]]
"""Module -> the modules that it imports."""


def imports_of_product() -> Imports:
    """The imports between the product's modules; packages themselves hold no code."""
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=False, cache_dir=None)
    roots = tuple(f"{PACKAGE}.{name}." for name in PRODUCT)
    modules = {each for each in graph.modules if each.startswith(roots) and not graph.find_children(each)}
    return {each: graph.find_modules_directly_imported_by(each) & modules for each in modules}


def circles(imports: Imports) -> Iterator[Set[str]]:
    """Modules that can be reached from themselves, circle by circle."""

    @cache
    def reached(module: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [module]
        while waiting:
            new = imports[waiting.pop()] - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    yield from {frozenset(other for other in reached(each) if each in reached(other)) for each in imports} - {
        frozenset()
    }


def folders_of(imports: Imports) -> Mapping[str, Set[str]]:
    """Folder -> its modules, without those of the folders inside."""
    found: dict[str, set[str]] = {}
    for module in imports:
        found.setdefault(module.rpartition(".")[0], set()).add(module)
    return found


def longest_chain(modules: Set[str], imports: Imports) -> tuple[str, ...]:
    """The longest way from module to module by imports within a folder, which has no circles."""

    @cache
    def longest_from(module: str) -> tuple[str, ...]:
        return (module, *max((longest_from(each) for each in imports[module] & modules), key=len, default=()))

    return max(map(longest_from, modules), key=len)


def duplicates(root: Path) -> str:
    """What pylint finds, in its own words; empty if it finds nothing."""
    options = ["--disable=all", "--enable=duplicate-code", f"--min-similarity-lines={FEWEST_DUPLICATE_LINES}"]
    done = subprocess.run(
        [sys.executable, "-m", "pylint", "--score=n", *options, *PRODUCT], cwd=root, capture_output=True, text=True
    )
    return done.stdout.strip()


def files_of(root: Path, *folders: str) -> Iterator[Path]:
    """The files of code in these folders, and beside them."""
    yield from root.glob("*.py")
    for each in folders:
        yield from (root / each).rglob("*.py")


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


def functions_of(path: Path) -> Iterator[tuple[int, str]]:
    """The functions of a file: how many lines each has but for its docstring, and its name."""
    for each in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            said = each.body[0] if ast.get_docstring(each, clean=False) is not None else None
            lines = each.end_lineno - each.lineno + 1
            yield lines - (said.end_lineno - said.lineno + 1 if said else 0), each.name


def too_long(root: Path) -> Iterator[str]:
    """Each file of the product, its tools and tests that has too many lines, and each function of product and tools."""
    for path in files_of(root, *PRODUCT, *TOOLS, TESTS):
        if (lines := lines_of(path)) > MOST_LINES:
            yield f"{path.relative_to(root)} has {lines} lines, {MOST_LINES} at most"
    for path in files_of(root, *PRODUCT, *TOOLS):
        for lines, name in functions_of(path):
            if lines > MOST_LINES_OF_FUNCTION:
                yield f"{path.relative_to(root)}: {name} has {lines} lines, {MOST_LINES_OF_FUNCTION} at most"


def main(folder: Path) -> int:
    sys.path.insert(0, str(folder))
    imports = imports_of_product()
    found_circles = list(circles(imports))
    folders = folders_of(imports)
    largest = max(folders, key=lambda each: len(folders[each]))
    repeated = duplicates(folder / PACKAGE)
    long = list(too_long(folder / PACKAGE))
    print(f"import circles: {len(found_circles)}", *map(sorted, found_circles))
    print(f"files in the largest folder: {len(folders[largest])} ({largest}), at most {MOST_FILES}")
    if found_circles:
        return 1
    chain = max((longest_chain(modules, imports) for modules in folders.values()), key=len)
    names = " > ".join(each.rpartition(".")[2] for each in chain)
    print(f"longest chain of imports inside a folder: {len(chain)} ({names}), at most {LONGEST_CHAIN}")
    print(f"duplicates of {FEWEST_DUPLICATE_LINES} lines or more: {repeated.count('R0801')}", repeated, sep="\n")
    print(f"files and functions that are too long: {len(long)}", *long, sep="\n")
    return int(len(folders[largest]) > MOST_FILES or len(chain) > LONGEST_CHAIN or bool(repeated or long))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
