"""From a record of the register to the fields of a school."""

import dataclasses
import datetime
import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.postcodes import PostcodeError, normalise
from schools.services.register import codes, columns
from schools.services.register.columns import Header
from schools.services.register.reading import Record

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DATE = re.compile(r"(?P<day>\d{2})[-/](?P<month>\d{2})[-/](?P<year>\d{4})|(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", re.ASCII)
HOST = re.compile(r"(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#][^\s<>\"']*)?", re.IGNORECASE)
LONGEST = 190  # characters of a value that is kept by its pattern; a website may get its scheme in front
NOT_RECORDED = {"notrecorded", "notapplicable", "doesnotapply"}

# What a value is called when it is left blank or too long. Lazy, since nearly no row needs the words.
NAME, UKPRN, AGE = gettext_lazy("name"), gettext_lazy("UKPRN"), gettext_lazy("age")
WEBSITE, POSTCODE, POSITION = gettext_lazy("website"), gettext_lazy("postcode"), gettext_lazy("position")


class RowError(Exception):
    """The row is rejected; the text says why."""


@dataclasses.dataclass(frozen=True, slots=True)
class RegisterRow:
    """What the register says of one school. `fields` has only what the file has columns for; `remarks` tells of values left blank."""

    line: int
    last_line: int
    urn: str
    authority_code: str
    authority_name: str
    fields: dict[str, Any]
    remarks: tuple[str, ...]

    @property
    def grid(self) -> tuple[int, int] | None:
        """Easting and northing on the British National Grid, where both are known."""
        pair = self.fields.get("easting"), self.fields.get("northing")
        return pair if None not in pair else None  # type: ignore[return-value]  # neither is None by now


def read_row(header: Header, record: Record) -> RegisterRow:
    """Raises RowError, with the reason, for a row that can't be a school."""
    if len(record.values) != header.width:
        reason = _("It has %(found)s values and the first line has %(expected)s: a comma or a quotation mark is missing or too many.")
        raise RowError(reason % {"found": len(record.values), "expected": header.width})
    return _Reader(header, record).read()


class _Reader:
    def __init__(self, header: Header, record: Record) -> None:
        self.header = header
        self.record = record
        self.remarks: list[str] = []

    def text(self, column: str) -> str:
        """The value without control characters or doubled spaces; empty where the file lacks the column."""
        position = self.header.positions.get(column)
        if position is None:
            return ""
        value = self.record.values[position]
        if not value.isprintable():
            value = "".join(character if character.isprintable() else " " for character in value)
        return " ".join(value.split())

    def read(self) -> RegisterRow:
        urn = self.text(columns.URN)
        if not re.fullmatch(r"[0-9]{6}", urn):
            raise RowError(_("The URN “%(urn)s” is not six digits.") % {"urn": urn[:20]})
        fields = self._identity() | self._life() | self._place() | self._contact()
        code, name = self._authority()
        return RegisterRow(self.record.line, self.record.last_line, urn, code, name, fields, tuple(self.remarks))

    def _authority(self) -> tuple[str, str]:
        code = self.text(columns.AUTHORITY_CODE)
        if code and not re.fullmatch(r"[0-9]{1,4}", code):
            raise RowError(_("The LA code “%(code)s” is not three digits.") % {"code": code[:20]})
        code = (code.lstrip("0") or "0").zfill(3) if code else ""
        if len(code) > 3:
            raise RowError(_("The LA code “%(code)s” is not three digits.") % {"code": code})
        return code, self.text(columns.AUTHORITY_NAME)[:120]

    def _identity(self) -> dict[str, Any]:
        name = self.text(columns.NAME)
        if not name:
            raise RowError(_("It has no name."))
        fields: dict[str, Any] = {"name": self._short(name, 200, NAME)}
        if self.header.has(columns.NUMBER):
            number = self.text(columns.NUMBER)
            fields["establishment_number"] = number.zfill(4) if re.fullmatch(r"[0-9]{1,4}", number) else ""
        if self.header.has(columns.TYPE_CODE, columns.TYPE_NAME):
            fields["type_name"] = self._listed(codes.TYPES, columns.TYPE_CODE, columns.TYPE_NAME)[:100]
        if self.header.has(columns.PHASE_CODE, columns.PHASE_NAME):
            fields["phase"] = self._listed(codes.PHASES, columns.PHASE_CODE, columns.PHASE_NAME)[:60]
        if self.header.has(columns.UKPRN):
            fields["ukprn"] = self._matching(columns.UKPRN, r"1[0-9]{7}", UKPRN)
        return fields

    def _life(self) -> dict[str, Any]:
        code, name = self.text(columns.STATUS_CODE), self.text(columns.STATUS_NAME)
        status = codes.look_up(codes.STATUSES, code, name)
        if status is None:
            raise RowError(_("The status “%(status)s” is not one of the register's.") % {"status": (name or code)[:60]})
        fields: dict[str, Any] = {"status": status, "is_active": status in (codes.OPEN, codes.CLOSING)}
        if self.header.has(columns.OPENED):
            fields["opened_on"] = self._date(columns.OPENED)
        if self.header.has(columns.CLOSES):
            closes_on = self._date(columns.CLOSES)
            fields["closes_on"] = closes_on if status in (codes.CLOSED, codes.CLOSING) else None
        for field, column in (("low_age", columns.LOW_AGE), ("high_age", columns.HIGH_AGE)):
            if self.header.has(column):
                age = self._matching(column, r"[0-9]{1,2}", AGE)
                fields[field] = int(age) if age else None
        return fields

    def _place(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"postcode": self._postcode()}
        for field, column, longest in (("street", columns.STREET, 200), ("town", columns.TOWN, 100), ("county", columns.COUNTY, 100)):
            if self.header.has(column):
                value = self.text(column)
                fields[field] = "" if codes.plain(value) in NOT_RECORDED else self._short(value, longest, column)
        if self.header.has(columns.LOCALITY):
            parts = (self.text(columns.LOCALITY), self.text(columns.ADDRESS_3))
            fields["locality"] = self._short(", ".join(part for part in parts if part), 200, columns.LOCALITY)
        if self.header.has(columns.EASTING) and self.header.has(columns.NORTHING):
            fields["easting"], fields["northing"] = self._grid()
        return fields

    def _contact(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if self.header.has(columns.TELEPHONE):
            number = re.sub(r"[^0-9+]", "", self.text(columns.TELEPHONE))[:30]
            fields["telephone"] = f"0{number}" if re.fullmatch(r"[1-9][0-9]{9}", number) else number  # a spreadsheet takes the nought away
        if self.header.has(columns.WEBSITE):
            website = self._matching(columns.WEBSITE, HOST.pattern, WEBSITE)
            fields["website"] = website if not website or "://" in website else f"http://{website}"
        return fields

    def _listed(self, table: dict[str, str], code_column: str, name_column: str) -> str:
        name = self.text(name_column)
        return codes.look_up(table, self.text(code_column), name) or name

    def _postcode(self) -> str:
        value = self.text(columns.POSTCODE)
        if not value:
            return ""
        try:
            return normalise(value)
        except PostcodeError:
            return self._remark(POSTCODE, value)

    def _date(self, column: str) -> datetime.date | None:
        value = self.text(column)
        if not value:
            return None
        found = DATE.fullmatch(value)
        try:
            if found:
                parts = (found["year"], found["month"], found["day"]) if found["year"] else (found["y"], found["m"], found["d"])
                return datetime.date(*(int(part) for part in parts))
        except ValueError:
            pass
        raise RowError(_("%(column)s “%(value)s” is not a date like 31-08-2026.") % {"column": column, "value": value[:20]})

    def _grid(self) -> tuple[int | None, int | None]:
        values = self.text(columns.EASTING), self.text(columns.NORTHING)
        numbers = [int(value) for value in values if re.fullmatch(r"[0-9]{1,7}", value)]
        if len(numbers) == len(values) and 0 < numbers[0] < 700_000 and 0 < numbers[1] < 1_300_000:
            return numbers[0], numbers[1]
        if any(value.strip("0") for value in values):
            self._remark(POSITION, ", ".join(values))
        return None, None

    def _matching(self, column: str, pattern: str, what: "StrOrPromise") -> str:
        value = self.text(column)
        if not value:
            return ""
        return value if len(value) <= LONGEST and re.fullmatch(pattern, value, re.IGNORECASE) else self._remark(what, value)

    def _short(self, value: str, longest: int, what: "StrOrPromise") -> str:
        if len(value) > longest:
            raise RowError(_("Its %(what)s is longer than %(longest)s characters.") % {"what": what, "longest": longest})
        return value

    def _remark(self, what: "StrOrPromise", value: str) -> str:
        """Say that a value was left blank; returns the blank."""
        self.remarks.append(_("The %(what)s “%(value)s” is not one; left blank.") % {"what": what, "value": value[:60]})
        return ""
