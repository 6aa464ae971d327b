"""Photos made fit to keep: smaller, turned upright, and without what the camera noted of the place.

Nothing of a photo's notes is kept but the time: they tell where it was taken and by which device.
"""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageOps, UnidentifiedImageError

from gridkeeper.domain import clock

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 1600
"""So many pixels a photo has at most, on its longer side."""

MOST_PIXELS = 64_000_000
"""A larger one would fill the memory when it is unpacked; only of JPEG there are such photos."""

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")

_QUALITIES = (85, 75, 60)
_EXIF = 0x8769
_TAKEN, _OFFSET, _CHANGED = 0x9003, 0x9011, 0x0132
_JPEG = frozenset({"JPEG", "MPO"})
_DRAWN = frozenset({"PNG", "GIF", "BMP"})


_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
_CLOSED = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis"})


class ClosedFormatError(Exception):
    """It is a photo of a format that cannot be read here; it would be kept with its place."""


class PictureError(Exception):
    """It begins like a picture and cannot be read as one, or is far too large."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept.

    Attributes:
        taken_at: When the camera says that it was taken; a camera that names no time zone is
            taken to show local time.
    """

    content: bytes
    media_type: str
    taken_at: datetime | None


def picture(data: bytes) -> Picture | None:
    """Return a photo made fit to keep; None if this is no picture that is known here.

    The same photo gives the same bytes: photos that are attached twice are kept once.

    Raises:
        ClosedFormatError: It is a picture that cannot be read here.
        PictureError: It is a picture, but a damaged or a monstrous one.
    """
    if data[4:8] == b"ftyp" and data[8:12] in _CLOSED:
        raise ClosedFormatError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is odd in a camera's notes concerns nobody
        try:
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        except UnidentifiedImageError as error:
            if data.startswith(_BEGINNINGS):
                raise PictureError from error
            return None
        except Exception as error:
            raise PictureError from error
        if image.format not in _JPEG and image.width * image.height > MOST_PIXELS:
            raise PictureError
        try:
            return _fit(image, len(data))
        except Exception as error:  # a damaged file makes the decoders raise anything
            raise PictureError from error


def thumbnail(data: bytes, side: int) -> bytes:
    """Return a photo of at most so many pixels on either side; b"" where this is none."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.format in _JPEG:
            image.draft("RGB", (2 * side, 2 * side))
        elif image.width * image.height > MOST_PIXELS:
            return b""
        small = ImageOps.exif_transpose(image).convert("RGBA")
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
    except Exception:  # noqa: BLE001 - a damaged file makes the decoders raise anything
        return b""
    return _saved(small, "PNG")


def taken_at(file: Path) -> datetime | None:
    """Return when a photo says that it was taken; None where it does not, or cannot be read."""
    try:
        with Image.open(file, formats=FORMATS) as image:
            return _taken_at(image)
    except Exception:  # noqa: BLE001 - a damaged file makes the decoders raise anything
        return None


def _fit(image: Image.Image, size: int) -> Picture:
    """Return a picture of at most `LONGEST` pixels, and if that can be of no more bytes."""
    taken_at = _taken_at(image)
    if image.format in _JPEG:
        image.draft("RGB", (2 * LONGEST, 2 * LONGEST))  # unpacking the rest would be for nothing
    clear = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    upright = ImageOps.exif_transpose(image).convert("RGBA" if clear else "RGB")
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if clear or image.format in _DRAWN:
        drawn = _saved(upright, "PNG", optimize=True)
        if clear or len(drawn) <= size:
            return Picture(drawn, "image/png", taken_at)
    made = b""
    for quality in _QUALITIES:
        made = _saved(upright, "JPEG", quality=quality, optimize=True)
        if len(made) <= size:
            break
    return Picture(made, "image/jpeg", taken_at)


def _saved(image: Image.Image, form: str, **options: Any) -> bytes:  # noqa: ANN401 - Pillow's own
    """Return the bytes of a picture with nothing in it but its pixels."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    stream = io.BytesIO()
    bare.save(stream, form, **options)
    return stream.getvalue()


def _taken_at(image: Image.Image) -> datetime | None:
    exif = image.getexif()
    inside = exif.get_ifd(_EXIF)
    for text in (inside.get(_TAKEN), exif.get(_CHANGED)):
        with suppress(ValueError, TypeError):
            return _moment(str(text), str(inside.get(_OFFSET, "")))
    return None


def _moment(text: str, offset: str) -> datetime:
    said = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - zone below
    zone: tzinfo = clock.CHINA
    with suppress(ValueError, IndexError):
        hours, minutes = offset.strip("\0 ").split(":")
        away = timedelta(hours=int(hours), minutes=int(minutes) * (-1 if hours[0] == "-" else 1))
        zone = timezone(away)
    return said.replace(tzinfo=zone).astimezone(UTC)
