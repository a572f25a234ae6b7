# SPDX-License-Identifier: GPL-3.0-or-later
"""GIF files, after CompuServe's GIF89a. To Blender they are movies, and from 5.0 on it reads none of a single frame."""

from __future__ import annotations

from .file_look import BROKEN_OFF, FIRST_FRAME, FileLook

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_CONTROL = 0xF9
_TENTH_OF_A_SECOND = b"\x0a\0"


def look_at_gif(data: bytes) -> FileLook:
    """Look at a GIF file. What is readable of it is an animation of its first frame, twice."""
    try:
        at = _after_table(data, at=10, flags_at=10, size=3)
        head, frames = data[:at], []
        control = b""
        while data[at] != _END:
            begin = at
            if data[at] == _EXTENSION:
                at = _after_blocks(data, at + 2)
                if data[begin + 1] == _CONTROL:
                    control = data[begin:at]
            elif data[at] == _PICTURE:
                at = _after_table(data, at=at + 9, flags_at=at + 9, size=1)
                at = _after_blocks(data, at + 1)
                frames.append(_lasting(control) + data[begin:at])
                control = b""
            else:
                return BROKEN_OFF
    except IndexError:
        return BROKEN_OFF
    if not frames:
        return BROKEN_OFF
    return FileLook(reduction=FIRST_FRAME if len(frames) > 1 else "", readable=head + 2 * frames[0] + bytes([_END]))


def _lasting(control: bytes) -> bytes:
    """Return a frame's control block with a duration, without which Blender sees no movie."""
    flags, transparent = (control[3:4], control[6:7]) if len(control) == 8 else (b"\0", b"\0")
    return bytes([_EXTENSION, _CONTROL, 4]) + flags + _TENTH_OF_A_SECOND + transparent + b"\0"


def _after_table(data: bytes, *, at: int, flags_at: int, size: int) -> int:
    """Return where a header's color table ends. :param size: bytes of the header from its flags on."""
    flags = data[flags_at]
    return at + size + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1
