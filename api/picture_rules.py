# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service takes as a picture: how many, how big, of which kinds."""

MOST_PICTURES = 5
"""Of one object, for one generation."""
LARGEST_BYTES = 16_000_000
"""The largest picture the service is known to take."""
LONGEST_SIDE_PIXELS = 2048
"""Longer ones are scaled down before they are sent."""
SHORTEST_SIDE_PIXELS = 512
"""The service wants no side shorter than this: pictures of the scene are made at least so large."""
LEAST_SIDE_PIXELS = 32
"""A picture with a shorter side shows too little, and is refused."""

TOO_MANY = f"Rodin takes up to {MOST_PICTURES} pictures of one object."


def picture_kind(head: bytes) -> str | None:
    """Return "png", "jpeg" or "webp" for a file that begins with these bytes (12 are enough), else None."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return None


def suffix_of(kind: str) -> str:
    """Return the usual extension of a kind of picture, without its dot."""
    return "jpg" if kind == "jpeg" else kind
