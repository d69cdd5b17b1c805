"""Uploaded pictures: looked at, made small, and written anew, so that nothing but the picture itself is kept."""

import dataclasses
import hashlib
import io

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from directory.exceptions import PhotoRefusedError
from directory.models import OfferPhoto

MOST_MEGABYTES = 10
MOST_PIXELS = 50_000_000  # looked at before anything is unpacked: a small file can hold a picture that fills the memory
LONGEST_SIDE = 1600
SHORTEST_SIDE = 320
FORMATS = ("JPEG", "PNG", "WEBP")
# Pillow says in many ways that a file is broken, or not a picture at all.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclasses.dataclass(frozen=True)
class Picture:
    """A JPEG without location, camera or anything else about its making. `name` is made of what it shows, so that twins are known."""

    name: str
    content: bytes


def read_picture(upload: UploadedFile) -> Picture:
    """Raises PhotoRefusedError, with what to do instead, for a file that is too large, too small, or no picture."""
    if (upload.size or 0) > MOST_MEGABYTES * 1_000_000:
        raise _refused(_("This file is larger than %(most)s MB. Make the picture smaller, or choose another.") % {"most": MOST_MEGABYTES})
    try:
        with Image.open(upload, formats=FORMATS) as image:
            _refuse_size(image)
            content = _written_anew(image)
    except BROKEN as error:
        raise _refused(_("This file is not a picture that can be shown. Choose a JPEG, PNG or WebP picture.")) from error
    return Picture(hashlib.sha256(content).hexdigest()[:32], content)


def drop(photos: QuerySet[OfferPhoto]) -> None:
    """Delete photos, and their files once that is certain."""
    files = [(photo.image.storage, photo.image.name) for photo in photos]
    photos.delete()
    for storage, name in files:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]  # mypy can't infer defaults


def _refuse_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _refused(_("This picture has more than 50 million pixels. Make it smaller, or choose another."))
    if max(image.size) < SHORTEST_SIDE:
        raise _refused(_("This picture is too small to be seen well. Choose one that is at least 320 pixels wide."))


def _written_anew(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    flat = Image.new("RGB", upright.size, "white")
    layered = upright.convert("RGBA")
    flat.paste(layered, mask=layered)
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=82, optimize=True)
    return written.getvalue()


def _refused(message: str) -> PhotoRefusedError:
    return PhotoRefusedError(message, field="image")
