# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that makes models: takes jobs on standard input, gives results on standard output, ends with its input.

Both as pickled frames behind their length. Whoever starts it may die at any moment: the end of input then ends it.
"""

import contextlib
import os
import pickle
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

LENGTH = struct.Struct("<Q")


def frame(value: object) -> bytes:
    """Return a value as it goes through a pipe."""
    data = pickle.dumps(value)
    return LENGTH.pack(len(data)) + data


def make(job: Any) -> dict[str, bytes]:
    """Make a model's files."""
    from ..modelling.make import make_files

    return make_files(job)


def retexture(job: Any) -> dict[str, bytes]:
    """Cover a model that was sent in with new textures."""
    from ..modelling.given.retexture import retexture

    return retexture(job)


def split(job: Any) -> dict[str, bytes]:
    """Split a model into parts."""
    from ..modelling.given.parts import split

    return split(job)


def inspect(images: tuple[bytes, ...], use_original_alpha: bool) -> str:
    """Return the error for pictures that nothing can be made of, or ""."""
    from ..modelling.pictures.cutout import complaint

    return next((word for data in images if (word := complaint(data, use_original_alpha=use_original_alpha))), "")


WORK: dict[str, Callable[..., Any]] = {"make": make, "retexture": retexture, "split": split, "inspect": inspect}


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Do what comes in until nothing more comes."""
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        name, arguments = pickle.loads(source.read(LENGTH.unpack(head)[0]))  # noqa: S301 - from our own service
        try:
            answer = (True, WORK[name](*arguments))
        except Exception as error:  # whatever it is, the service must hear of it
            answer = (False, f"{type(error).__name__}: {error}")
        target.write(frame(answer))
        target.flush()


def main() -> None:
    """Keep standard output for results alone, whatever libraries print."""
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # A service that was stopped meanwhile takes no answer any more.
    with contextlib.suppress(BrokenPipeError), target:
        serve(sys.stdin.buffer, target)


if __name__ == "__main__":
    main()
