"""What a policy says, read into values that can't be changed. Where it comes from is `rules.schema`'s business."""

import dataclasses
import datetime
import functools
from collections.abc import Mapping
from typing import Any

OFFICER_DECIDES = "officer"
LAW = "law"  # the basis of what an Act or regulations say
ENGLAND = "england"


@dataclasses.dataclass(frozen=True)
class Facts:
    """One adult's part in one offer, as far as a policy can ask about it. Values are those of directory.enums."""

    provider_kinds: frozenset[str]
    offer_kind: str
    setting: str
    supervision: str
    nature: str
    engagement: str
    date: datetime.date  # the law of that day applies
    pattern: str = ""  # vetting.rules.regulated.ContactPattern, once it is known
    runs: str = ""  # how often the offer is meant to run, directory.enums.Pattern
    involves: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()  # names of schools.enums.YearGroup, in small letters
    capacity: int = 0  # how many the space holds; 0 where none is known


@dataclasses.dataclass(frozen=True)
class When:
    """Conditions on the facts: every one given must hold; none given holds always."""

    any_of: Mapping[str, frozenset[str]]  # name of a fact: the values that will do
    none_of: frozenset[str] = frozenset()  # what the offer must not involve
    capacity_from: int = 0

    def holds(self, facts: Facts) -> bool:
        if self.none_of & facts.involves or facts.capacity < self.capacity_from:
            return False
        return all(self._meets(facts, name, wanted) for name, wanted in self.any_of.items())

    @staticmethod
    def _meets(facts: Facts, name: str, wanted: frozenset[str]) -> bool:
        value = getattr(facts, name)
        return bool(wanted & value) if isinstance(value, frozenset) else value in wanted


@dataclasses.dataclass(frozen=True)
class TableRow:
    """One row of the regulated-activity table. The first row that holds decides."""

    id: str
    when: When
    patterns: frozenset[str]  # empty: any
    counts: frozenset[str]  # natures whose days make the pattern of this row
    effective_from: datetime.date
    effective_to: datetime.date | None
    regulated: bool
    maximum: str  # the highest DBS level that may be asked: none, enhanced, enhanced_cbl
    requires: str  # code of the check that it makes necessary, "officer" where an officer must decide, or ""
    requires_unless: frozenset[str]  # supervision under which it is not necessary after all
    confirm: frozenset[str]  # patterns in which an officer must confirm before the check is asked
    basis: str
    text: str
    source: str

    def applies(self, facts: Facts) -> bool:
        in_force = self.effective_from <= facts.date and (self.effective_to is None or facts.date <= self.effective_to)
        return in_force and (not self.patterns or facts.pattern in self.patterns) and self.when.holds(facts)

    def required_check(self, supervision: str) -> str:
        """The code of the check that must be in place under this supervision, or ""."""
        return "" if supervision in self.requires_unless or self.requires == OFFICER_DECIDES else self.requires


@dataclasses.dataclass(frozen=True)
class Ask:
    """When a check is asked, and how much hangs on it: the first of a check's asks that holds counts."""

    need: str  # required, advisory
    effect: str  # blocks_publish, blocks_booking, blocks_unsupervised, advisory
    when: When


@dataclasses.dataclass(frozen=True)
class Field:
    """Something that may be recorded about a check. What is not listed has no place to go."""

    name: str
    label: str
    type: str  # choice, choices, yes_no, date, text, link, whole_number
    options: Mapping[str, str]
    required: bool
    max_length: int
    minimum: int | None
    future: bool = False  # a date that may still be to come
    advised_from: str = ""  # a number of the policy: below it this is remarked on, and nothing hangs on that


@dataclasses.dataclass(frozen=True)
class Validity:
    """Until when a check counts: so many months or days from a date of it, or until the day that is given with it; all null is for good."""

    months: int | None
    counted_from: str  # performed_on, issued_on, or the name of a date field
    given: bool  # the day is read off the evidence
    days: int | None = None
    until: str = ""  # the name of a date field: it counts no longer than that day, where there is one
    months_if: Mapping[str, Mapping[str, int]] = dataclasses.field(default_factory=dict)  # field: answer: months instead

    def months_for(self, answers: Mapping[str, Any]) -> int | None:
        """How many months count with these answers."""
        instead = [by_answer[answers[name]] for name, by_answer in self.months_if.items() if answers.get(name) in by_answer]
        return instead[0] if instead else self.months


@dataclasses.dataclass(frozen=True)
class CheckType:
    code: str
    name: str
    scope: str  # person, organisation, venue, offer
    effect: str
    by_table: bool  # asked where the regulated-activity table says so
    level: str  # for DBS checks, the level as in TableRow.maximum
    asked: tuple[Ask, ...]
    routes: tuple[str, ...]
    fields: tuple[Field, ...]
    records_last4: bool
    records_issue: bool
    never_recorded: tuple[str, ...]
    validity: Validity
    remind_days: tuple[int, ...]
    may_renew: bool
    satisfies: frozenset[str]  # other checks that it stands for
    satisfies_listed: str  # a field whose picked codes it also stands for
    extends: frozenset[str]  # checks whose life it lengthens
    pass_needs: Mapping[str, str | bool]  # field: the answer without which there is no pass
    suspends_on: Mapping[str, str]  # field: the value that suspends at once
    first_move: str  # provider, officer
    why: str
    how: str
    cost: str
    wait: str
    basis: str  # law, guidance, custom, unsure
    source: str
    off: bool = False  # known, so that old evidence can be read, and not asked of anybody
    only_supervised: bool = False  # counts only with school staff in the room
    is_closed: bool = False  # the policy does not allow at all what this check is asked for: nothing meets it


@dataclasses.dataclass(frozen=True)
class Constant:
    """A number, date or yes-or-no of the law or of custom. It holds from its day until a later one of the same key does."""

    key: str
    value: int | bool | datetime.date
    effective_from: datetime.date
    basis: str
    source: str


@dataclasses.dataclass(frozen=True)
class PolicyContent:
    code: str
    version: str
    effective_from: datetime.date
    source_note: str
    constants: tuple[Constant, ...]
    table: tuple[TableRow, ...]
    checks: tuple[CheckType, ...]
    jurisdiction: str = ENGLAND

    @property
    def label(self) -> str:
        return f"{self.code} {self.version}"

    @functools.cached_property
    def by_code(self) -> dict[str, CheckType]:
        return {check.code: check for check in self.checks}

    def under_law(self, law: tuple[Constant, ...]) -> "PolicyContent":
        """The same policy with these rows in place of its own of the same keys. What was custom about a key ends where the law begins."""
        begins = {row.key: min(other.effective_from for other in law if other.key == row.key) for row in law}
        by_day = {(row.key, row.effective_from): row for row in law}
        kept = [by_day.pop((row.key, row.effective_from), row) for row in self.constants if _stands(row, begins, by_day)]
        return dataclasses.replace(self, constants=(*kept, *by_day.values()))

    def number(self, key: str, on: datetime.date) -> int:
        """The constant in force on the date; before its first day, as it first was. Raises KeyError for one that the policy lacks."""
        rows = sorted((row for row in self.constants if row.key == key), key=lambda row: row.effective_from)
        if not rows:
            raise KeyError(key)
        value = [row for row in rows if row.effective_from <= on or row is rows[0]][-1].value
        if isinstance(value, datetime.date | bool):
            raise KeyError(key)
        return value

    def number_or(self, key: str, on: datetime.date, usual: int) -> int:
        """As `number`; `usual` where a policy that was written earlier does not name it."""
        return self.number(key, on) if any(row.key == key for row in self.constants) else usual


def _stands(row: Constant, begins: Mapping[str, datetime.date], by_day: Mapping[tuple[str, datetime.date], Constant]) -> bool:
    """Whether a row of a policy's own stands beside the law: nothing is known of its key, it is the law's, or it is custom from before."""
    if row.key not in begins or (row.key, row.effective_from) in by_day:
        return True
    return row.basis != LAW and row.effective_from < begins[row.key]
