"""The dates of checks that a line gives. They say what an authority's earlier register said, and no more."""

import dataclasses
import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _

from imports.rules.days import parse_day
from imports.rules.targets import check_columns
from vetting.enums import CheckScope
from vetting.rules.policy import PolicyContent

NOTHING = {"", "-", "n/a", "na", "none", "no", "tbc", "tba", "awaiting", "pending", "not applicable"}  # as good as an empty cell


@dataclasses.dataclass(frozen=True)
class CheckDates:
    """`expires_on` is the last day on which it counts."""

    code: str
    scope: str
    performed_on: datetime.date | None
    issued_on: datetime.date | None
    expires_on: datetime.date | None

    def has_run_out(self, today: datetime.date) -> bool:
        return self.expires_on is not None and self.expires_on < today


def read_checks(
    cells: Mapping[str, str], policy: PolicyContent, today: datetime.date, *, has_person: bool
) -> tuple[list[CheckDates], list[tuple[str, str]]]:
    """The checks that the line dates, and what is wrong with others: by target, each with its reason."""
    dates: dict[str, dict[str, datetime.date]] = {}
    wrong: list[tuple[str, str]] = []
    for key, column in check_columns(policy).items():
        text = cells.get(key, "")
        if text.strip().lower() in NOTHING:
            continue
        try:
            day = parse_day(text)
        except ValueError as error:
            wrong.append((key, str(error)))
        else:
            dates.setdefault(column.check_type.code, {})[column.part] = day
            wrong += _wrong_day(key, column.part, day, dates[column.check_type.code], today)
    checks = [_check(code, policy.by_code[code].scope, days) for code, days in dates.items()]
    if not has_person:
        wrong += [(_first_key(check), _("This check is of a person, and the line names none.")) for check in checks if _is_personal(check)]
    return checks, wrong


def _wrong_day(key: str, part: str, day: datetime.date, others: Mapping[str, datetime.date], today: datetime.date) -> list[tuple[str, str]]:
    """Dates come in the order issued, done, ends."""
    if part != "ends" and day > today:
        return [
            (key, _("This day lies in the future. Look whether it is the last day on which it counts, and choose that for the column."))
        ]
    if part == "done" and day < others.get("issued", day):
        return [(key, _("It was issued after it was seen, by these dates. Look at both again."))]
    if part == "ends" and any(day < other for name, other in others.items() if name != "ends"):
        return [(key, _("It runs out before it begins, by these dates. Look at both again."))]
    return []


def _check(code: str, scope: str, days: Mapping[str, datetime.date]) -> CheckDates:
    return CheckDates(code, scope, days.get("done"), days.get("issued"), days.get("ends"))


def _is_personal(check: CheckDates) -> bool:
    return check.scope == CheckScope.PERSON


def _first_key(check: CheckDates) -> str:
    part = "done" if check.performed_on else "issued" if check.issued_on else "ends"
    return f"check.{check.code}.{part}"
