"""Pictures: how large they are, and the picture without what the camera wrote into it."""

import warnings
from io import BytesIO
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from fristed.kernel.rules import RuleBroken

MOST_PIXELS: Final = 50_000_000
PREVIEW_PIXELS: Final = 1200  # of its longer side
MARKS: Final = 0xFF  # begins each segment
START_OF_SCAN: Final = 0xDA
END_OF_PICTURE: Final = b"\xff\xd9"
DRAWING: Final = frozenset({*range(0xC0, 0xE1), 0xEE})
"""Segments of a JPEG that say how to draw it; the others are about whoever took it."""
FORMATS: Final = {"image/jpeg": ("JPEG",), "image/png": ("PNG",)}


def clean(content: bytes, media: str) -> bytes:
    """The picture alone, the right way up: no place, time, camera, name or smaller copy in it.

    :raises RuleBroken: `too_many_pixels`, `broken`.
    """
    return _written(_decoded(content, media), media)


def check(content: bytes, media: str) -> None:
    """:raises RuleBroken: `too_many_pixels`, `broken`."""
    _decoded(content, media)


def preview(content: bytes, media: str) -> bytes:
    """A smaller copy, made anew, as JPEG."""
    picture = _decoded(content, media)
    picture.thumbnail((PREVIEW_PIXELS, PREVIEW_PIXELS))
    return _written(picture.convert("RGB"), "image/jpeg")


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without what is written beside its pixels or after them; the pixels as they are."""
    kept, at = bytearray(content[:2]), 2
    while at + 4 < len(content) and content[at] == MARKS and content[at + 1] != START_OF_SCAN:
        segment = content[at : at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")]
        if segment[1] in DRAWING or segment[4:].startswith(b"ICC_PROFILE\0"):
            kept += segment
        at += len(segment)
    ends = content.find(END_OF_PICTURE, at)
    return bytes(kept) + content[at : ends + len(END_OF_PICTURE) if ends >= 0 else None]


def _decoded(content: bytes, media: str) -> Image.Image:
    """Its pixels, and nothing else of it. The size is read before anything is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is the stricter one
            picture = Image.open(BytesIO(content), formats=FORMATS[media])
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise RuleBroken(
                    "too_many_pixels",
                    _("Bildet er for stort. Det kan ha opptil 50 millioner bildepunkter."),
                )
            upright = ImageOps.exif_transpose(picture)
            upright.load()
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as fault:
        raise RuleBroken("broken", _("Filen er skadet og kan ikke leses.")) from fault
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    if upright.mode == "P" and (palette := upright.getpalette()):
        bare.putpalette(palette)
    return bare


def _written(picture: Image.Image, media: str) -> bytes:
    out = BytesIO()
    if media == "image/jpeg":
        picture = picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGB")
        picture.save(out, "JPEG", quality=92)
    else:
        picture.save(out, "PNG")
    return out.getvalue()
