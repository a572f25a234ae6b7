# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists in files, beside pictures."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rodin_props.jobs.batches.batch_list import read_list
from rodin_props.jobs.batches.problems import ListRefused
from rodin_props.jobs.batches.rows import Row
from rodin_props.jobs.batches.style import PLAIN, Style
from support.pictures import plain_picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pictures."""
    for name in ("chair.png", "chair back.png"):
        (tmp_path / name).write_bytes(plain_picture(64, 64))
    return tmp_path


@pytest.fixture
def rows_of(folder: Path) -> Callable[..., tuple[Row, ...]]:
    """A function that writes a list and reads its rows."""

    def read(text: str | bytes, *, name: str = "list.csv", style: Style = PLAIN) -> tuple[Row, ...]:
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_list(path, style)

    return read


@pytest.fixture
def problems_of(rows_of: Callable[..., tuple[Row, ...]]) -> Callable[..., list[str]]:
    """A function that writes a list and tells why it is refused."""

    def read(text: str | bytes, **more: object) -> list[str]:
        with pytest.raises(ListRefused) as refused:
            rows_of(text, **more)
        assert "Nothing was sent or paid." in str(refused.value)
        return [str(problem) for problem in refused.value.problems]

    return read
