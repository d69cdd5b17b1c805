"""What each line of a register would do, and why a line is refused."""

import dataclasses
import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from core import clock
from directory.models import Person, Provider
from imports.enums import Verdict
from imports.queries.matching import AmbiguousError, Found, Known
from imports.rules.checks_in_lines import CheckDates
from imports.rules.headings import plain
from imports.rules.lines import Entry, Problem
from imports.rules.plans import Do, Step, verdict_of
from vetting.enums import CheckScope, CheckSource
from vetting.models import VettingAuthority

CHANGEABLE = ("name", "contact_email", "contact_phone", "postcode", "website", "summary")


@dataclasses.dataclass(frozen=True)
class Judgement:
    """`same_as` is the line of this register that names the provider first; `changes` are of the provider's fields."""

    entry: Entry
    verdict: str
    problems: tuple[Problem, ...]
    plan: list[Step]
    same_as: int | None
    found: Found | None
    changes: dict[str, str]


class Judge:
    """Judges lines in their order: what an earlier one would make, a later one finds."""

    def __init__(self, entries: Sequence[Entry], authority: VettingAuthority) -> None:
        self.known = Known([entry for entry in entries if not entry.problems], authority)
        self.today = clock.today()
        self.first_by_email: dict[str, Entry] = {}
        self.first_by_place: dict[tuple[str, str], Entry] = {}
        self.planned: set[tuple[str, ...]] = set()

    def judge(self, entry: Entry, *, follows: int | None = None) -> Judgement:
        """`follows` is the earlier line that names the same provider, where that is known from before."""
        if entry.problems:
            return self._refused(entry, entry.problems)
        first = self._first(entry)
        if first and plain(first.provider["name"]) != plain(entry.provider["name"]):
            words = {"line": first.number}
            message = _("Line %(line)s has this address with another name. Give each provider its own address, or write the name alike.")
            return self._refused(entry, (Problem("email", message % words),))
        try:
            found = self.known.find(entry)
        except AmbiguousError as several:
            return self._refused(entry, (Problem("email", several.message),))
        same_as = first.number if first else follows
        changes = _changes(entry, found) if found and found.is_ours and same_as is None else {}
        steps = [*_about_provider(found, changes, same_as), *self._about_person(entry, found), *self._about_offer(entry, found)]
        plan = [*steps, *self._about_checks(entry, found)]
        self._remember(entry)
        return Judgement(entry, verdict_of(plan), (), plan, same_as, found, changes)

    def _refused(self, entry: Entry, problems: tuple[Problem, ...]) -> Judgement:
        return Judgement(entry, Verdict.REJECTED, problems, [], None, None, {})

    def _first(self, entry: Entry) -> Entry | None:
        by_place = self.first_by_place.get(entry.name_and_postcode) if entry.name_and_postcode[1] else None
        return self.first_by_email.get(entry.email) or by_place

    def _remember(self, entry: Entry) -> None:
        first = self._first(entry) or entry
        self.first_by_email.setdefault(entry.email, first)
        if entry.name_and_postcode[1]:
            self.first_by_place.setdefault(entry.name_and_postcode, first)

    def _is_planned(self, entry: Entry, *what: str) -> bool:
        """Whether an earlier line does it; from now on, one does."""
        first = self._first(entry) or entry
        key = (str(first.number), *what)
        known = key in self.planned
        self.planned.add(key)
        return known

    def _about_person(self, entry: Entry, found: Found | None) -> list[Step]:
        if entry.person is None:
            return []
        name = entry.person["name"]
        if self._person(entry, found) or (_is_open(found) and self._is_planned(entry, "person", plain(name))):
            return [[Do.PERSON_SAME, name]]
        return [[Do.PERSON_NEW if _is_open(found) else Do.PERSON_LEFT_OUT, name]]

    def _about_offer(self, entry: Entry, found: Found | None) -> list[Step]:
        if entry.offer is None:
            return []
        title = entry.offer["title"]
        known = found is not None and (found.provider.pk, plain(title)) in self.known.offers
        if known or (_is_open(found) and self._is_planned(entry, "offer", plain(title))):
            return [[Do.OFFER_SAME, title]]
        return [[Do.OFFER_NEW if _is_open(found) else Do.OFFER_LEFT_OUT, title]]

    def _about_checks(self, entry: Entry, found: Found | None) -> list[Step]:
        person = self._person(entry, found)
        return [[self._about_check(entry, check, found, person), check.code] for check in entry.checks]

    def _about_check(self, entry: Entry, check: CheckDates, found: Found | None, person: Person | None) -> Do:
        if check.has_run_out(self.today):
            return Do.CHECK_RUN_OUT
        if check.scope == CheckScope.PERSON and person is None and not _is_open(found):
            return Do.CHECK_LEFT_OUT
        provider = found.provider if found else None
        subject: Person | Provider | None = person if check.scope == CheckScope.PERSON else provider
        known = self.known.checks.get((check.scope, subject.pk, check.code), []) if subject else []
        if any(one.source != CheckSource.IMPORT for one in known):
            return Do.CHECK_RECORDED
        days = (check.performed_on, check.issued_on, check.expires_on)
        same = any(_same_days(days, (one.performed_on, one.issued_on, one.expires_on)) for one in known)
        about = plain(entry.person["name"]) if entry.person and check.scope == CheckScope.PERSON else ""
        return Do.CHECK_SAME if same or self._is_planned(entry, "check", about, check.code, *map(str, days)) else Do.CHECK_NEW

    def _person(self, entry: Entry, found: Found | None) -> Person | None:
        if found is None or entry.person is None:
            return None
        return self.known.people.get((found.provider.pk, plain(entry.person["name"])))


Days = tuple[datetime.date | None, datetime.date | None, datetime.date | None]


def _same_days(brought: Days, stored: Days) -> bool:
    """The day on which a check was made is stored in any case: where the register lacks it, it says nothing."""
    return brought[1:] == stored[1:] and (brought[0] is None or brought[0] == stored[0])


def _is_open(found: Found | None) -> bool:
    """Whether an officer may write for the provider: it is new, or ours and unclaimed."""
    return found is None or found.is_ours


def _changes(entry: Entry, found: Found) -> dict[str, str]:
    """Fields in which the line says something else. An empty cell takes nothing away."""
    said = {name: str(entry.provider[name]) for name in CHANGEABLE if entry.provider.get(name)}
    return {name: value for name, value in said.items() if getattr(found.provider, name) != value}


def _about_provider(found: Found | None, changes: dict[str, str], same_as: int | None) -> list[Step]:
    if found is None and same_as is None:
        return [[Do.PROVIDER_NEW, ""]]
    if changes:
        return [[Do.PROVIDER_CHANGED, " ".join(changes)]]
    return [[Do.PROVIDER_SAME if _is_open(found) else Do.PROVIDER_THEIRS, ""]]
