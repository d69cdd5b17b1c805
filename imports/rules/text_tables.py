"""Tables as text: CSV in the encodings and with the separators that spreadsheet programs write, and what is pasted from one."""

import codecs
import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from imports.exceptions import FileRefusedError
from imports.rules.tables import LONGEST_CELL, MOST_LINES, Line

SEPARATORS = (",", ";", "\t", "|")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNREADABLE = "\ufffd"


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and what is worth saying about its encoding. Raises FileRefusedError for what is no text."""
    if data.startswith(WIDE):
        return _clean(_decoded(data, "utf-16")), []
    if data.startswith(codecs.BOM_UTF8):
        return _clean(_decoded(data, "utf-8-sig")), []
    try:
        return _clean(data.decode("utf-8")), []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if UNREADABLE in text:
        raise FileRefusedError(_("The letters in it can't be told apart. Save it as “CSV UTF-8”, or as an Excel workbook, and try again."))
    return _clean(text), [_("It was read as Windows-1252. Look whether names with accents and pound signs came out right.")]


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefusedError(_("It says that it is Unicode, and isn't throughout. Save it as “CSV UTF-8” anew.")) from None


def _clean(text: str) -> str:
    if "\0" in text:
        raise FileRefusedError(_("This is not a text file. Send a CSV file or an Excel workbook (.xlsx)."))
    return text.removeprefix("\ufeff")


def read_text(text: str) -> list[Line]:
    """Every line, with the number of the first line of the file that it stands on. Raises FileRefusedError for an open quotation mark."""
    text, skipped, separator = _separator(text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    done = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return lines
        except csv.Error:
            message = _("From line %(line)s on it can't be read: a quotation mark may lack its partner. Mend that line and try again.")
            raise FileRefusedError(message % {"line": done + skipped + 1}) from None
        kept = tuple(cell.strip()[: LONGEST_CELL + 1] for cell in cells)
        if any(kept):
            lines.append(Line(done + skipped + 1, kept))
        done = reader.line_num
        if len(lines) > MOST_LINES + 100:
            return lines  # too many in any case: the table says so


def _separator(text: str) -> tuple[str, int, str]:
    """The text without Excel's own first line `sep=;`, how many lines that took, and the separator."""
    first, _break, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, 1, first.strip()[-1]
    return text, 0, _most_even(text)


def _most_even(text: str) -> str:
    """The separator that stands equally often in most of the first lines; a comma where none does."""
    sample = [line for line in text.split("\n")[:30] if line.strip()]
    best, score = ",", 0
    for separator in SEPARATORS:
        counts = Counter(_outside_quotes(line).count(separator) for line in sample)
        evenness = max((times * many for times, many in counts.items() if times), default=0)
        if evenness > score:
            best, score = separator, evenness
    return best


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
