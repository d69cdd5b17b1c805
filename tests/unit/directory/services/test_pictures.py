import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from directory.exceptions import PhotoRefusedError
from directory.models import OfferPhoto
from directory.services.pictures import drop, read_picture
from tests.factories.directory import OfferPhotoFactory

NO_PICTURE = "This file is not a picture that can be shown. Choose a JPEG, PNG or WebP picture."


def upload(content: bytes, name: str = "beds.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def picture(size: tuple[int, int] = (800, 600), kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#0b5d52").convert(mode).save(written, kind, **options)
    return written.getvalue()


def refusal_of(content: bytes) -> str:
    with pytest.raises(PhotoRefusedError) as refusal:
        read_picture(upload(content))
    assert refusal.value.field == "image"
    return str(refusal.value)


KINDS = [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("PNG", "L")]


@pytest.mark.parametrize(("kind", "mode"), KINDS)
def test_read_picture_writes_every_kind_anew_as_jpeg(kind: str, mode: str) -> None:
    with Image.open(io.BytesIO(read_picture(upload(picture(kind=kind, mode=mode))).content)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (800, 600))


def test_read_picture_makes_large_ones_smaller() -> None:
    with Image.open(io.BytesIO(read_picture(upload(picture((3200, 1600)))).content)) as image:
        assert image.size == (1600, 800)


def test_read_picture_keeps_nothing_of_where_and_how_it_was_taken_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "A telephone"
    exif.get_ifd(0x8825)[2] = (55.0, 5.0, 12.0)  # where

    with Image.open(io.BytesIO(read_picture(upload(picture(exif=exif, comment=b"by Rosa"))).content)) as image:
        assert (dict(image.getexif()), image.info.get("comment"), image.size) == ({}, None, (600, 800))


def test_read_picture_names_twins_alike() -> None:
    assert read_picture(upload(picture(), "a.jpg")).name == read_picture(upload(picture(), "b.jpg")).name


PROGRAM = b"MZ\x90\x00" + b"\x00" * 600
OTHERS = [PROGRAM, b"\x7fELF" + b"\x01" * 600, b"<?php system($_GET['x']); ?>", b"", b"GIF89a" + b"\x00" * 40, b"%PDF-1.7"]


@pytest.mark.parametrize("content", OTHERS)
def test_read_picture_refuses_what_only_has_the_name_of_one(content: bytes) -> None:
    assert refusal_of(content) == NO_PICTURE


def test_read_picture_refuses_other_kinds_and_broken_ones() -> None:
    whole = picture()

    assert refusal_of(picture(kind="GIF")) == NO_PICTURE
    assert refusal_of(picture(kind="TIFF")) == NO_PICTURE
    assert refusal_of(whole[: len(whole) // 2]) == NO_PICTURE


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" * 999)) + chunk(b"IEND", b"")


def test_read_picture_refuses_one_that_would_fill_the_memory() -> None:
    assert refusal_of(bomb(8000, 8000)) == "This picture has more than 50 million pixels. Make it smaller, or choose another."
    assert refusal_of(bomb(60000, 60000)) == NO_PICTURE


def test_read_picture_refuses_large_files_and_tiny_pictures() -> None:
    assert refusal_of(picture() + b"\x00" * 10_000_000) == "This file is larger than 10 MB. Make the picture smaller, or choose another."
    assert refusal_of(picture((200, 200))) == "This picture is too small to be seen well. Choose one that is at least 320 pixels wide."


@pytest.mark.django_db
def test_drop_deletes_rows_and_then_files(django_capture_on_commit_callbacks: Any) -> None:
    photo = OfferPhotoFactory()
    storage, name = photo.image.storage, photo.image.name

    with django_capture_on_commit_callbacks(execute=True):
        drop(OfferPhoto.objects.all())
        before_commit = storage.exists(name)

    assert (before_commit, storage.exists(name), OfferPhoto.objects.count()) == (True, False, 0)
