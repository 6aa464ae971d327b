"""Photos are made smaller, upright and mute before they are kept."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from gridkeeper.services.attachments import pictures
from gridkeeper.services.attachments.pictures import ClosedFormatError, PictureError, picture

MAKER, CHANGED, EXIF, TAKEN, OFFSET, PLACE = 0x010F, 0x0132, 0x8769, 0x9003, 0x9011, 0x8825


def a_picture(size=(64, 48), form="JPEG", mode="RGB", *, notes=None, inside=None, **options):
    image = Image.new(mode, size)
    exif = Image.Exif()
    for tag, value in (notes or {}).items():
        exif[tag] = value
    if inside:
        exif.get_ifd(EXIF).update(inside)
    stream = io.BytesIO()
    image.save(stream, form, exif=exif, **options)
    return stream.getvalue()


def opened(found):
    return Image.open(io.BytesIO(found.content))


def test_a_large_photo_is_made_smaller():
    found = picture(a_picture((4000, 3000)))

    assert opened(found).size == (1600, 1200)
    assert found.media_type == "image/jpeg"


def test_a_small_photo_keeps_its_size():
    assert opened(picture(a_picture((64, 48)))).size == (64, 48)


def test_a_photo_is_never_of_more_bytes_than_the_original():
    data = a_picture((640, 480), quality=30)

    assert len(picture(data).content) <= len(data)


def test_nothing_that_the_camera_noted_is_kept():
    data = a_picture(notes={MAKER: "Camera", PLACE: {1: "N", 2: (30.0, 15.0, 0.0)}})
    assert b"Camera" in data

    found = picture(data)

    assert b"Camera" not in found.content
    assert dict(opened(found).getexif()) == {}


def test_a_photo_that_lies_on_its_side_is_turned_upright():
    assert opened(picture(a_picture((64, 48), notes={0x0112: 6}))).size == (48, 64)


@pytest.mark.parametrize(
    ("inside", "moment"),
    [
        ({TAKEN: "2026:10:08 09:30:00"}, datetime(2026, 10, 8, 1, 30, tzinfo=UTC)),
        (
            {TAKEN: "2026:10:08 09:30:00", OFFSET: "+09:00"},
            datetime(2026, 10, 8, 0, 30, tzinfo=UTC),
        ),
        (
            {TAKEN: "2026:10:08 09:30:00", OFFSET: "-03:30"},
            datetime(2026, 10, 8, 13, 0, tzinfo=UTC),
        ),
        ({TAKEN: "2026:10:08 09:30:00", OFFSET: "east"}, datetime(2026, 10, 8, 1, 30, tzinfo=UTC)),
        ({TAKEN: "0000:00:00 00:00:00"}, None),
        ({}, None),
    ],
)
def test_the_time_is_kept(inside, moment):
    assert picture(a_picture(inside=inside)).taken_at == moment


def test_the_time_of_the_file_stands_in_for_that_of_the_photo():
    found = picture(a_picture(notes={CHANGED: "2026:10:08 09:30:00"}))

    assert found.taken_at == datetime(2026, 10, 8, 1, 30, tzinfo=UTC)


def test_what_is_clear_stays_clear():
    found = picture(a_picture(form="PNG", mode="RGBA"))

    assert (found.media_type, opened(found).mode) == ("image/png", "RGBA")


def test_a_drawing_stays_a_drawing():
    assert picture(a_picture((200, 200), form="PNG")).media_type == "image/png"


@pytest.mark.parametrize("form", ["WEBP", "TIFF"])
def test_other_photos_become_jpeg(form):
    assert picture(a_picture((300, 200), form=form)).media_type == "image/jpeg"


def test_the_same_photo_gives_the_same_bytes():
    data = a_picture((2000, 1000))

    assert picture(data) == picture(data)


def test_a_document_is_no_picture():
    assert picture("调解协议书".encode()) is None


def test_a_damaged_picture_is_refused():
    with pytest.raises(PictureError):
        picture(a_picture((640, 480))[:400])


def test_a_monstrous_picture_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 64 * 48 - 1)

    with pytest.raises(PictureError):
        picture(a_picture(form="PNG"))


def test_a_photo_that_cannot_be_read_is_not_kept_with_its_place():
    with pytest.raises(ClosedFormatError):
        picture(b"\0\0\0\x18ftypheic" + bytes(20))


def test_a_picture_that_would_fill_the_memory_is_not_even_looked_at(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)

    with pytest.raises(PictureError):
        picture(a_picture())


def test_a_drawing_that_would_grow_becomes_a_photo():
    noise = Image.effect_noise((200, 200), 90).quantize(16)
    stream = io.BytesIO()
    noise.save(stream, "PNG")

    found = picture(stream.getvalue())

    assert found.media_type == "image/jpeg"


def test_a_damaged_beginning_is_a_damaged_picture():
    with pytest.raises(PictureError):
        picture(b"\xff\xd8\xff\xe0" + bytes(99))
