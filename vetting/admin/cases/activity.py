"""Whether what the adults of a case do is regulated activity: the answer, the row of the table, and what it was worked out from."""

import dataclasses
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock
from directory.enums import EngagementBasis
from vetting.admin.checks.words import BASES, UNSURE
from vetting.models import Case, RegulatedActivityAssessment
from vetting.queries.asked.asking import PartAsked, ask_of_part, rulings_of, subjects_of_part
from vetting.queries.clearances.declared import parts_of
from vetting.queries.clearances.evidence import evidence_of, what_counts
from vetting.queries.policies.content import content_of
from vetting.rules.policy import OFFICER_DECIDES, PolicyContent, TableRow
from vetting.rules.regulated import ContactPattern, fullest_window

PATTERNS = {
    ContactPattern.ONE_OFF: gettext_lazy("once"),
    ContactPattern.INFREQUENT: gettext_lazy("now and then"),
    ContactPattern.FREQUENT: gettext_lazy("about once a week"),
    ContactPattern.PERIOD_CONDITION: gettext_lazy("often: on more days in a month than the law allows without it"),
    ContactPattern.OVERNIGHT: gettext_lazy("overnight"),
}
HIGHEST = {
    "none": gettext_lazy("No DBS check may be asked"),
    "enhanced": gettext_lazy("At most an enhanced DBS check, without the barred list"),
    "enhanced_cbl": gettext_lazy("At most an enhanced DBS check with the children's barred list"),
}


@dataclasses.dataclass(frozen=True)
class ActivityLine:
    """One adult's answer. `is_open` where the law gives no number and no officer has ruled yet."""

    person_pk: int | None
    name: str
    answer: str
    row: TableRow
    basis: Any
    highest: Any
    asks: str
    inputs: tuple[tuple[str, str], ...]
    is_open: bool
    ruling: RegulatedActivityAssessment | None

    @property
    def is_unsure(self) -> bool:
        return self.row.basis == UNSURE

    @property
    def is_left_to_officers(self) -> bool:
        """Whether the row itself asks an officer, whatever the days."""
        return self.row.requires == OFFICER_DECIDES

    @property
    def may_be_ruled(self) -> bool:
        """Only where the table leaves it to an officer."""
        return self.person_pk is not None and (self.is_open or self.ruling is not None)


def activity_lines(case: Case) -> tuple[ActivityLine, ...]:
    policy, today = content_of(case.authority.policy), clock.today()
    parts = parts_of([case.version], today)
    counts = what_counts({subject for part in parts for subject in subjects_of_part(part)})
    people = {part.person.pk for part in parts if part.person}
    rulings = rulings_of(people)
    said = _rulings_said(case, people)
    lines = []
    for part in parts:
        known = [each for subject in subjects_of_part(part) for each in counts.get((case.authority_id, subject), [])]
        one = ask_of_part(part, policy, today, pool=evidence_of(known, policy), rulings=rulings)
        lines.append(_line(one, policy, said.get(part.person.pk) if part.person else None))
    return tuple(lines)


def _rulings_said(case: Case, people: set[int]) -> dict[int, RegulatedActivityAssessment]:
    rows = RegulatedActivityAssessment.objects.filter(person__in=people, offer=case.offer_id, decided_by__isnull=False, superseded_by=None)
    return {row.person_id: row for row in rows.select_related("decided_by")}


def _line(one: PartAsked, policy: PolicyContent, ruling: RegulatedActivityAssessment | None) -> ActivityLine:
    row, person = one.assessment.row, one.part.person
    check = policy.by_code.get(one.table.code)
    return ActivityLine(
        person_pk=person.pk if person else None,
        name=person.name if person else _("Whoever leads: nobody is named"),
        answer=_answer(one, ruling),
        row=row,
        basis=BASES[row.basis],
        highest=HIGHEST[row.maximum],
        asks=_("“%(check)s” is asked.") % {"check": check.name} if check else _("No DBS check is asked."),
        inputs=_inputs(one, policy),
        is_open=one.table.is_open and person is not None,
        ruling=ruling,
    )


def _answer(one: PartAsked, ruling: RegulatedActivityAssessment | None) -> str:
    if ruling is not None:
        return _("Regulated activity, an officer ruled") if ruling.is_regulated else _("Not regulated activity, an officer ruled")
    if one.table.is_open:
        return _("An officer must say")
    return _("Regulated activity") if one.assessment.row.regulated else _("Not regulated activity")


def _inputs(one: PartAsked, policy: PolicyContent) -> tuple[tuple[str, str], ...]:
    part, version = one.part, one.part.version
    lines = [
        (_("Does"), version.get_nature_display()),
        (_("Where"), version.get_setting_display()),
        (_("Who watches"), version.get_supervision_display()),
        (_("Works as"), str(EngagementBasis(part.engagement).label) if part.person else ""),
        (_("This offer runs"), version.get_pattern_display()),
        (_("Days planned at schools"), _days_planned(one, policy)),
        (_("All told, contact is"), str(PATTERNS[one.assessment.pattern])),
    ]
    return tuple((label, str(text)) for label, text in lines if text)


def _days_planned(one: PartAsked, policy: PolicyContent) -> str:
    """Counted across schools, none of which is named."""
    dates = {contact.date for contact in one.part.elsewhere}
    if not dates:
        return _("none")
    length = policy.number("RA_PERIOD_DAYS", clock.today())
    most = max(fullest_window(date, dates, length) for date in dates)
    words = ngettext("%(count)d day", "%(count)d days", len(dates)) % {"count": len(dates)}
    return _("%(days)s, at most %(most)d in any %(length)d") % {"days": words, "most": most, "length": length}
