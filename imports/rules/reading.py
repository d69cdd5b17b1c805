"""From what an officer sent to a table. The file itself is read once, in memory, and kept nowhere."""

from django.utils.translation import gettext as _

from imports.exceptions import FileRefusedError
from imports.rules.tables import Table, table_of
from imports.rules.text_tables import decode, read_text
from imports.rules.workbooks import OLD_OFFICE, ZIP, read_workbook

MOST_BYTES = 5_000_000
MOST_PASTED = 1_000_000  # characters
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


def read_file(data: bytes) -> Table:
    """By what is in it, whatever it is called. Raises FileRefusedError, which says what to send instead."""
    if len(data) > MOST_BYTES:
        message = _("The file is larger than %(most)s megabytes. Bring the register in several parts, each with the headings.")
        raise FileRefusedError(message % {"most": MOST_BYTES // 1_000_000})
    if data.startswith(OTHER_KINDS):
        raise FileRefusedError(_("This is neither a CSV file nor an Excel workbook. Open the register and save it as one of these."))
    if data.startswith((ZIP, OLD_OFFICE)):
        lines, notes = read_workbook(data)
        return table_of(lines, notes)
    text, notes = decode(data)
    if text.lstrip()[:1] in {"<", "{"}:
        raise FileRefusedError(
            _("This is a web page or a data file, not a table. Save the register as CSV or as an Excel workbook (.xlsx).")
        )
    return table_of(read_text(text), notes)


def read_pasted(text: str) -> Table:
    """Lines copied out of a spreadsheet, headings first. Raises FileRefusedError."""
    if len(text) > MOST_PASTED:
        raise FileRefusedError(_("That is too much to paste. Save it as a file and send the file."))
    if "\0" in text:
        raise FileRefusedError(_("There are signs in it that are no text. Copy the cells again from the spreadsheet."))
    return table_of(read_text(text), [])
