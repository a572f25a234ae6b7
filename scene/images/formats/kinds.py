# SPDX-License-Identifier: GPL-3.0-or-later
"""What kind of file it is, by its first bytes: to say so in words where Blender cannot read it."""

from __future__ import annotations

from typing import NamedTuple

HEAD_BYTES = 512
"""So much of a file tells its kind."""

_AS_PICTURE = "save it as a PNG or JPEG"


class Kind(NamedTuple):
    """A kind of file that not every Blender reads."""

    what: str
    """With its article, after "it is"."""
    advice: str = _AS_PICTURE
    """What to do, an imperative."""
    is_picture: bool = True
    """Some Blender may read it. What is no picture at all need not be tried."""

    @property
    def reason(self) -> str:
        """Why it cannot be sent, and what to do, as the end of a sentence."""
        unreadable = ", which this Blender cannot read" if self.is_picture else ""
        return f"it is {self.what}{unreadable}; {self.advice}"


_NOT_A_PICTURE = "choose a picture"
_FRAME = "save one of its frames as a picture"
_FILM = Kind("a movie", _FRAME, is_picture=False)
_BRANDS = (
    ((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"), Kind("a HEIC photo")),
    ((b"avif", b"avis"), Kind("an AVIF picture")),
    ((b"crx ",), Kind("a camera's raw file", "develop it, and save it as a PNG or JPEG")),
    ((b"",), _FILM),
)
"""Of files that begin with a box called "ftyp" (ISO 14496-12): major brand -> kind."""
_BEGINNINGS = (
    (b"%PDF", Kind("a PDF document", "save the page as a PNG or JPEG", is_picture=False)),
    (b"%!PS", Kind("a PostScript drawing", is_picture=False)),
    (b"\xff\x0a", Kind("a JPEG XL picture")),
    (b"\0\0\0\x0cJXL ", Kind("a JPEG XL picture")),
    (b"8BPS", Kind("a Photoshop document")),
    (b"gimp xcf", Kind("a GIMP document", "export it as a PNG or JPEG", is_picture=False)),
    (b"\0\0\x01\0", Kind("an icon")),
    (b"BLENDER", Kind("a .blend file", _NOT_A_PICTURE, is_picture=False)),
    (b"glTF", Kind("a 3D model", _NOT_A_PICTURE, is_picture=False)),
    (b"Kaydara FBX", Kind("a 3D model", _NOT_A_PICTURE, is_picture=False)),
    (b"PK\x03\x04", Kind("a zip archive or a document", "save the picture in it as a PNG or JPEG", is_picture=False)),
    (b"Rar!", Kind("an archive", "unpack the picture", is_picture=False)),
    (b"7z\xbc\xaf", Kind("an archive", "unpack the picture", is_picture=False)),
    (b"\x1f\x8b", Kind("a compressed file", "unpack it", is_picture=False)),
    (b"\x1a\x45\xdf\xa3", _FILM),
    (b"version https://git-lfs", Kind("a stand-in for a file that Git LFS keeps", "fetch that file", is_picture=False)),
    (b"L\0\0\0\x01\x14\x02\0", Kind("a shortcut", "choose the file that it leads to", is_picture=False)),
    (b"FUJIFILMCCD-RAW", Kind("a camera's raw file", "develop it, and save it as a PNG or JPEG")),
)


def kind_of(head: bytes) -> Kind | None:
    """Return the kind of a file that begins with these bytes; None for one that is not known here."""
    if head[4:8] == b"ftyp":
        return _kind_of_brands(head)
    if head[:4] == b"RIFF" and head[8:11] == b"AVI":
        return _FILM
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return _text_kind(head)


def _kind_of_brands(head: bytes) -> Kind:
    major, others = head[8:12], head[16 : int.from_bytes(head[:4], "big")]
    if major in {b"mif1", b"msf1"} and b"avif" in others:  # both kinds begin so; the compatible brands tell
        major = b"avif"
    return next(kind for brands, kind in _BRANDS if major.startswith(brands))


def _text_kind(head: bytes) -> Kind | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in text:
        return Kind("an SVG drawing", "export it as a PNG", is_picture=False)
    if text.startswith((b"<!doctype html", b"<html", b"<head")) or b"<html" in text:
        return Kind("a web page", "save the picture itself from your browser", is_picture=False)
    if text.startswith(b"<?xml"):
        return Kind("an SVG drawing or another XML document", "export it as a PNG", is_picture=False)
    if text.startswith((b"{", b"[")) and b'"' in text:
        return Kind("a text with data", _NOT_A_PICTURE, is_picture=False)
    return None
