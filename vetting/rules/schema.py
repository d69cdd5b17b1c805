"""Takes a policy's data apart and refuses what it does not know, or what contradicts itself."""

import datetime
from collections.abc import Iterable
from typing import Any

from vetting.rules.check_schema import BASES, LEVELS, read_check
from vetting.rules.conditions import FACTS, NATURES, read_when
from vetting.rules.policy import ENGLAND, OFFICER_DECIDES, Constant, PolicyContent, TableRow
from vetting.rules.reading import Path, Section

REQUIRED_CONSTANTS = (
    "RA_PERIOD_DAYS",
    "RA_PERIOD_MIN_DAYS",
    "RA_WEEKLY_RUN_MIN",
    "ACCEPTANCE_MAX_MONTHS",
    "CLEARANCE_REVIEW_MONTHS",
    "DBS_STATUS_MIN_GAP_DAYS",
)


def read_policy(data: Any, lines: dict[Path, int] | None = None) -> PolicyContent:
    """The policy that the data says. Raises PolicyError naming the key, and the line where `lines` knows it."""
    top = Section(data, (), lines or {})
    codes = _codes(data.get("checks"))
    constants = tuple(_constant(section) for section in top.sections("constants"))
    content = PolicyContent(
        code=top.text("code"),
        version=top.text("version"),
        effective_from=_day(top, "effective_from"),
        source_note=top.text("source_note"),
        constants=constants,
        table=tuple(_row(section, codes) for section in top.sections("regulated_activity")),
        jurisdiction=top.text("jurisdiction", required=False) or ENGLAND,
        checks=tuple(read_check(section, codes, _switches(constants), _numbers(constants)) for section in top.sections("checks")),
    )
    top.finish()
    _refuse_twins(top, "checks", (check.code for check in content.checks))
    _refuse_twins(top, "regulated_activity", (row.id for row in content.table))
    for key in REQUIRED_CONSTANTS:
        if not any(row.key == key and _is_number(row) for row in content.constants):
            raise top.error("constants", f"the number “{key}” is missing")
    if not content.table or not content.table[-1].patterns == content.table[-1].when.any_of.keys() == frozenset():
        raise top.error("regulated_activity", "the last row must hold for everybody, so that there is always an answer")
    return content


def read_law(rows: Iterable[dict[str, Any]]) -> tuple[Constant, ...]:
    """Rule sets, as `vetting.Policy.law` has them."""
    return tuple(_constant(Section(row, ("law", number), {})) for number, row in enumerate(rows))


def _codes(checks: Any) -> frozenset[str]:
    """What other rows may name, before the checks themselves are read."""
    return frozenset(str(one.get("code")) for one in checks if isinstance(one, dict)) if isinstance(checks, list) else frozenset()


def _is_number(row: Constant) -> bool:
    return isinstance(row.value, int) and not isinstance(row.value, bool)


def _switches(constants: tuple[Constant, ...]) -> dict[str, bool]:
    """The yes-or-no constants, each as its latest row says it: the version as a whole has the day from which it holds."""
    rows = sorted(constants, key=lambda row: row.effective_from)
    return {row.key: row.value for row in rows if isinstance(row.value, bool)}


def _numbers(constants: tuple[Constant, ...]) -> frozenset[str]:
    return frozenset(row.key for row in constants if _is_number(row))


def _refuse_twins(top: Section, key: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise top.error(key, f"“{name}” is there twice")
        seen.add(name)


def _day(section: Section, key: str) -> datetime.date:
    day = section.date(key, required=True)
    if day is None:
        raise section.error(key, "a date is needed here")
    return day


def _constant(section: Section) -> Constant:
    value = section.take("value", object, required=True)
    constant = Constant(
        key=section.text("key"),
        value=_day(section, "value") if isinstance(value, str) else section.take("value", bool if isinstance(value, bool) else int),
        effective_from=_day(section, "effective_from"),
        basis=section.choice("basis", BASES),
        source=section.text("source"),
    )
    section.finish()
    return constant


def _row(section: Section, codes: frozenset[str]) -> TableRow:
    effective_from, effective_to = _day(section, "effective_from"), section.date("effective_to")
    if effective_to is not None and effective_to < effective_from:
        raise section.error("effective_to", "it ends before it begins")
    row = TableRow(
        id=section.text("id"),
        when=read_when(section.section("when")),
        patterns=frozenset(section.names("patterns", FACTS["patterns"])),
        counts=frozenset(section.names("counts", NATURES)),
        effective_from=effective_from,
        effective_to=effective_to,
        regulated=section.yes_no("regulated"),
        maximum=section.choice("maximum", LEVELS),
        requires=section.choice("requires", codes | {OFFICER_DECIDES, "nothing"}, "nothing").replace("nothing", ""),
        requires_unless=frozenset(section.names("requires_unless_supervision", FACTS["supervision"])),
        confirm=frozenset(section.names("officer_confirms_in", FACTS["patterns"])),
        basis=section.choice("basis", BASES),
        text=section.text("text"),
        source=section.text("source"),
    )
    section.finish()
    return row
