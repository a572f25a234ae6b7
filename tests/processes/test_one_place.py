# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever starts or ends a process, in the product: one module, so that one place sees to secrets and to the end."""

import ast
import fnmatch
from pathlib import Path

import pytest

PRODUCT = ("api", "jobs", "processes", "scene", "session", "operators", "ui")
WAYS = (
    *(f"subprocess.{name}" for name in ("Popen", "run", "call", "check_*", "get*output")),
    *(f"os.{name}" for name in ("kill*", "spawn*", "exec*", "posix_spawn*", "fork*", "system", "popen", "startfile")),
    "signal.pthread_kill",
    "asyncio.create_subprocess_*",
    "multiprocessing*",
    "pty*",
    "*ProcessPoolExecutor",
)


def ways_in(text: str) -> set[str]:
    """The ways to start or end a process that a module uses, such as `os.kill`; `subprocess.Popen[bytes]` is a type."""
    nodes = list(ast.walk(ast.parse(text)))
    types = {id(node.value) for node in nodes if isinstance(node, ast.Subscript)}
    names: list[str] = []
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and id(node) not in types:
            names.append(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return {name for name in names if any(fnmatch.fnmatchcase(name, way) for way in WAYS)}


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess\nsubprocess.run(['x'])",
        "import subprocess\nchild = subprocess.Popen(['x'])",
        "from subprocess import check_output",
        "import os\nos.killpg(1, 9)",
        "import os\nos.execv('x', [])",
        "import multiprocessing",
        "from concurrent.futures import ProcessPoolExecutor",
    ],
)
def test_each_way_would_be_found(text: str) -> None:
    assert ways_in(text)
    assert not ways_in("import subprocess\nchild: subprocess.Popen[bytes]")


def test_one_module_starts_and_ends_processes(root: Path) -> None:
    modules = [*root.glob("*.py"), *(path for name in PRODUCT for path in (root / name).rglob("*.py"))]
    found = {str(path.relative_to(root)): ways_in(path.read_text("utf-8")) for path in modules}
    assert len(found) > 200
    assert {path: ways for path, ways in found.items() if ways} == {
        "processes/children.py": {"subprocess.Popen", "subprocess.run", "os.kill", "os.killpg"},
        "jobs/crashpoints.py": {"os.kill", "signal.pthread_kill"},  # a test tells this process to kill itself
    }
