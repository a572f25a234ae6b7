# SPDX-License-Identifier: GPL-3.0-or-later
"""CI's second tries: what failed may be played once more, but no crash of Blender hides behind that."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAD = """
import os, signal, subprocess, sys
from pathlib import Path

def plays(name):
    path = Path(name)
    count = int(path.read_text()) if path.exists() else 0
    path.write_text(str(count + 1))
    return count + 1
"""
FINE = "def test_fine():\n    plays('fine')\n"
SECOND = "def test_{name}():\n    assert plays('{name}') > 1\n"
NEVER = "def test_never():\n    assert plays('never') > 9\n"
CRASH = """
def test_crash():
    plays('crash')
    blender = subprocess.run([sys.executable, '-c', 'import os; os.abort()'])
    assert blender.returncode == 0, f'Blender ended without a result, exit code {blender.returncode}'
"""
DIES = "def test_dies():\n    plays('dies')\n    os.kill(os.getpid(), signal.SIGSEGV)\n"


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Path:
    """A small project whose suites are played by the same scripts as ours."""
    (tmp_path / "Makefile").write_text(
        f"suite other:\n\t{root}/scripts/run_pytest.sh build/pytest/$@ {sys.executable} $(PYTEST_MORE) $@.py\n"
    )
    loading = "import importlib.util, sys\n"
    loading += f"spec = importlib.util.spec_from_file_location('ours', {str(root / 'tests/conftest.py')!r})\n"
    loading += "ours = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(ours)\n"
    loading += "pytest_runtest_logreport, pytest_configure = ours.pytest_runtest_logreport, ours.pytest_configure\n"
    (tmp_path / "conftest.py").write_text(loading)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {root / 'tests'}\n")
    return tmp_path


def play(project: Path, root: Path, *tests: str, suite: str = "suite") -> subprocess.CompletedProcess[str]:
    (project / f"{suite}.py").write_text(HEAD + "\n".join(tests))
    return run(project, root, suite)


def run(project: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts/play_suite.py"), *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def plays(project: Path, name: str) -> int:
    return int((project / name).read_text())


def test_a_suite_that_passes_is_played_once(project: Path, root: Path) -> None:
    assert play(project, root, FINE).returncode == 0
    assert plays(project, "fine") == 1
    assert "Second tries: 0" in run(project, root, "--report").stdout


def test_what_failed_is_played_once_more_by_itself_and_named(project: Path, root: Path) -> None:
    assert play(project, root, FINE, SECOND.format(name="first")).returncode == 0
    assert (plays(project, "fine"), plays(project, "first")) == (1, 2)
    report = run(project, root, "--report")
    assert report.returncode == 0
    assert "Second tries: 1" in report.stdout
    assert "suite: suite.py::test_first" in report.stdout


def test_what_fails_twice_fails_the_run(project: Path, root: Path) -> None:
    assert play(project, root, FINE, NEVER).returncode != 0
    assert plays(project, "never") == 2


def test_more_than_two_second_tries_fail_the_run_in_whatever_suites(project: Path, root: Path) -> None:
    two = [SECOND.format(name=name) for name in ("first", "second")]
    assert play(project, root, *two).returncode == 0
    assert play(project, root, SECOND.format(name="third"), suite="other").returncode != 0
    assert plays(project, "third") == 1
    report = run(project, root, "--report")
    assert report.returncode != 0
    assert "other: other.py::test_third" in report.stdout


@pytest.mark.parametrize(("name", "test"), [("crash", CRASH), ("dies", DIES)])
def test_a_blender_that_ended_by_a_signal_is_never_played_again(
    project: Path, root: Path, name: str, test: str
) -> None:
    played = play(project, root, FINE, test)
    assert played.returncode != 0
    assert plays(project, name) == 1
    assert "ended by a signal" in played.stdout
    assert "Second tries: 0" in run(project, root, "--report").stdout


def test_a_crash_is_not_hidden_among_other_failures(project: Path, root: Path) -> None:
    assert play(project, root, SECOND.format(name="first"), CRASH).returncode != 0
    assert (plays(project, "first"), plays(project, "crash")) == (1, 1)


def test_a_signal_that_ends_one_of_two_processes_is_no_other(project: Path, root: Path) -> None:
    settings = project / "pytest.ini"
    settings.write_text(f"{settings.read_text()}addopts = -n 2\n")
    played = play(project, root, FINE, DIES)
    assert played.returncode != 0
    assert plays(project, "dies") == 1
    assert "ended by a signal" in played.stdout
    assert "Second tries: 0" in run(project, root, "--report").stdout
