# SPDX-License-Identifier: GPL-3.0-or-later
"""Locales in which Python does not write every name by itself."""

import subprocess
from pathlib import Path

import pytest

LOCALES = ("C", "en_US.ISO-8859-1")
FOREIGN_NAME = "Jürgen 椅子"


def speak(locale: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the children of this process have a locale, which is made if the system does not have it."""
    for name in ("LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    language, _, encoding = locale.partition(".")
    if encoding:
        command = ["localedef", "-i", language, "-f", encoding, str(folder / locale)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip(f"no locale {locale} can be made here")
        monkeypatch.setenv("LOCPATH", str(folder))
