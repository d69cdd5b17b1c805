"""Columns that are thrown away before anything is stored: nothing of certificates, identity papers or pupils is ever kept."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.rules.headings import guess, plain
from imports.rules.tables import Line, Table

NUMBER = r"\b(no|nos|number|numbers|num|ref|reference|id|code|digits)\b"
BY_HEADING = (
    (
        re.compile(rf"\b(certificate|cert|dbs|crb|disclosure|vetting|update service|subscription)\b.*{NUMBER}"),
        gettext_lazy("the number of a certificate"),
    ),
    (re.compile(r"\b(dob|date of birth|birth ?date|birthday|born|d o b)\b"), gettext_lazy("a date of birth")),
    (
        re.compile(r"^(?!.*\b(protection|barred|workforce)\b).*\b(pupils?|students?|child(ren)?|childrens|learners?|upn|uln|parents?|carers?)\b"),
        gettext_lazy("something about pupils or families"),
    ),
    (
        re.compile(
            r"\b(passport|driving licence|licence number|national insurance|ni number|nino|n i no|visa|share code"
            r"|right to work (document|evidence|proof|number|share|code)\w*)\b"
        ),
        gettext_lazy("an identity paper"),
    ),
    (
        re.compile(r"\b(convictions?|cautions?|offences?|criminal|disclosed|concerns?|allegations?|risk notes?|health|medical|disab\w+)\b"),
        gettext_lazy("what a certificate or a concern says"),
    ),
    (re.compile(r"\b(gender|sex|ethnic\w*|religion|nationality|sexual\w*|marital)\b"), gettext_lazy("something personal")),
    (re.compile(r"\b(bank|sort code|account number|iban)\b"), gettext_lazy("bank details")),
)  # fmt: skip
LONG_NUMBER = re.compile(r"^[A-Z]{0,3}[ -]?(?:\d[ -]?){10,}[A-Z]?$", re.IGNORECASE)
NATIONAL_INSURANCE = re.compile(r"^[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]$", re.IGNORECASE)
TELEPHONE = re.compile(r"^(\+?44|0)[\d ()-]{8,14}$")
CERTIFICATE = re.compile(r"^00\d{10}$")  # as the Disclosure and Barring Service numbers them
ALSO_LONG = {"phone"}  # columns in which long numbers are at home


def why_not_kept(table: Table) -> dict[int, str]:
    """By position, for each column that is thrown away: what it seems to hold."""
    found = {at: _by_heading(heading) for at, heading in enumerate(table.headings)}
    found = {at: what or _by_values(table.headings[at], (line.cells[at] for line in table.lines)) for at, what in found.items()}
    return {at: what for at, what in found.items() if what}


def _by_heading(heading: str) -> str:
    words = plain(heading)
    return next((str(what) for pattern, what in BY_HEADING if pattern.search(words)), "")


def _by_values(heading: str, cells: Iterable[str]) -> str:
    """A column under a harmless heading whose values are not."""
    filled = [cell for cell in cells if cell]
    if _mostly(filled, NATIONAL_INSURANCE):
        return _("an identity paper")
    if _mostly(filled, CERTIFICATE):
        return _("the number of a certificate")
    if guess(heading) not in ALSO_LONG and _mostly([cell for cell in filled if not TELEPHONE.match(cell)], LONG_NUMBER):
        return _("the number of a certificate")
    return ""


def _mostly(filled: list[str], pattern: re.Pattern[str]) -> bool:
    """In a third of the lines: a register has gaps and remarks."""
    matching = sum(bool(pattern.match(cell)) for cell in filled)
    return matching > 0 and matching * 3 >= len(filled)


def without(lines: Iterable[Line], positions: Iterable[int]) -> list[Line]:
    """The lines with those columns emptied, and every certificate's number that stands elsewhere."""
    gone = set(positions)
    return [Line(line.number, tuple("" if at in gone else _harmless(cell) for at, cell in enumerate(line.cells))) for line in lines]


def _harmless(cell: str) -> str:
    return "" if CERTIFICATE.match(cell.replace(" ", "")) else cell
