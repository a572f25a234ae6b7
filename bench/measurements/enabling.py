# SPDX-License-Identifier: GPL-3.0-or-later
"""What the extension costs at every start of Blender, with bytecode, as an artist has it after the first start."""

from collections.abc import Iterator

from ..figures import Figure, milliseconds
from ..laboratory import Laboratory

STARTS = 5


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Enable it in several fresh Blenders, each beside one that imports requests; the first of each does not count."""
    pairs = [(laboratory.in_blender("enabling"), laboratory.in_blender("import_requests")) for _ in range(STARTS + 1)][
        1:
    ]
    starts, imports = zip(*pairs, strict=True)
    whole = [start["enabling_seconds"] for start in starts]
    requests = [each["seconds"] for each in imports]
    where = "in a process of its own, as this Blender itself loads it" if imports[0]["apart"] else "in the same Blender"
    yield Figure(
        what="Enabling: imports and register()",
        values=milliseconds(whole),
        unit="ms",
        note=f"{starts[0]['own_modules']} modules of its own",
    )
    registers = milliseconds([start["register_seconds"] for start in starts])
    yield Figure(what="Enabling: register() alone", values=registers, unit="ms")
    yield Figure(what="`import requests`", values=milliseconds(requests), unit="ms", note=where)
    yield Figure(
        what="Enabling by `import requests`",
        values=tuple(own / other for own, other in zip(whole, requests, strict=True)),
        unit="times",
        bound=0.4,
    )
    loaded = tuple(float(start["requests"]) for start in starts)
    yield Figure(what="Imports of `requests` by the extension", values=loaded, bound=0)
