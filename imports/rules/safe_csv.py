"""CSV that no spreadsheet program runs anything of."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
MARK = "\ufeff"  # by it Excel knows that the letters are UTF-8


def safe_cell(text: str) -> str:
    """With an apostrophe where a program would take it for a formula, even after spaces or a quotation mark."""
    return f"'{text}" if text.lstrip(" '\"\ufeff\u00a0").startswith(FORMULA) or text.startswith(FORMULA) else text


def without_mark(text: str) -> str:
    """As it was before safe_cell: so that a list of ours can be mended and brought again."""
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text


def write_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """As UTF-8 with its mark."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([safe_cell(str(cell)) for cell in row] for row in rows)
    return (MARK + out.getvalue()).encode()
