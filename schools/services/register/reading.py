"""Opening a register file: what it is encoded in, that it is text at all, and its records with the lines that they stand on."""

import codecs
import csv
import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from schools.exceptions import RegisterFileError

CHUNK = 1 << 20
LONGEST_FIELD = 131_072  # characters; a field this long is a quotation mark without its partner
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclasses.dataclass(frozen=True, slots=True)
class Survey:
    """A file read through once: its encoding, its SHA-256, and how many lines it has."""

    encoding: str
    sha256: str
    lines: int


@dataclasses.dataclass(frozen=True, slots=True)
class Record:
    """One record and the first and last line that it stands on; a quoted field may hold line breaks."""

    line: int
    last_line: int
    values: list[str]


def survey_file(path: Path) -> Survey:
    """Raises RegisterFileError, in one sentence, for what is not a readable text file."""
    if path.is_dir():
        raise RegisterFileError(_("“%(path)s” is a folder. Name the CSV file in it.") % {"path": path}, code="directory")
    digest = hashlib.sha256()
    lines, encoding, last = 0, _Encoding(), b"\n"
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                encoding.take(chunk, line=lines + 1)
                digest.update(chunk)
                lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    except FileNotFoundError:
        raise RegisterFileError(_("There is no file “%(path)s”.") % {"path": path}, code="no_file") from None
    except OSError as error:
        raise RegisterFileError(
            _("“%(path)s” can't be read: %(why)s.") % {"path": path, "why": error.strerror}, code="unreadable"
        ) from None
    if encoding.is_empty:
        raise RegisterFileError(_("“%(path)s” is empty.") % {"path": path}, code="empty")
    return Survey(encoding.name(), digest.hexdigest(), lines + (last != b"\n"))


class _Encoding:
    """Finds out the encoding while the file goes by. The register is Windows-1252; a file edited by hand is often UTF-8."""

    def __init__(self) -> None:
        self.is_empty = True
        self.has_mark = False
        self.is_utf8 = True
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def take(self, chunk: bytes, *, line: int) -> None:
        if self.is_empty:
            self.is_empty = False
            self.has_mark = chunk.startswith(codecs.BOM_UTF8)
            if chunk.startswith(_WIDE):
                raise RegisterFileError(_("The file is in UTF-16. Save it as “CSV UTF-8” or use it as it was downloaded."), code="encoding")
            if chunk.startswith((b"PK\x03\x04", b"\x1f\x8b")):
                raise RegisterFileError(
                    _("The file is packed (a zip archive or a workbook). Unpack it and name the CSV file in it."), code="packed"
                )
        if b"\0" in chunk:
            line += chunk.count(b"\n", 0, chunk.index(b"\0"))
            message = _("Line %(line)s holds a NUL byte, so this is not a CSV file. Download the register again.")
            raise RegisterFileError(message % {"line": line}, code="nul")
        if self.is_utf8:
            self._try(chunk)

    def name(self) -> str:
        if self.is_utf8:
            self._try(b"", final=True)
        if self.has_mark:
            if not self.is_utf8:
                raise RegisterFileError(
                    _("The file says that it is UTF-8, and isn't throughout. Save it as “CSV UTF-8” anew."), code="encoding"
                )
            return "utf-8-sig"
        return "utf-8" if self.is_utf8 else "cp1252"

    def _try(self, chunk: bytes, *, final: bool = False) -> None:
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self.is_utf8 = False


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Windows-1252 leaves five bytes without a meaning; they are read as Latin-1 has them, so that no file is refused for one."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("junction-latin-1", _as_latin_1)


def read_records(path: Path, survey: Survey) -> Iterator[Record]:
    """The records in order, the header first, blank lines left out. Raises RegisterFileError where the rest can't be told apart."""
    errors = "junction-latin-1" if survey.encoding == "cp1252" else "strict"
    with path.open(newline="", encoding=survey.encoding, errors=errors) as file:
        reader = csv.reader(file)
        reader_line = 0
        while True:
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error:
                message = _(
                    "From line %(line)s on the file can't be read as CSV: a quotation mark may lack its partner. Lines before it are done."
                )
                raise RegisterFileError(message % {"line": reader_line + 1}, code="broken") from None
            first, reader_line = reader_line + 1, reader.line_num
            if any(values):
                yield Record(first, reader_line, values)
