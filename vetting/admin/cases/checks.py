"""What is asked for a case, subject by subject, with what was recorded and what this officer may do about it."""

import collections
import dataclasses
from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import clock
from directory.models import Offer
from vetting.admin.cases.check_lines import AskedLine, CheckLine, SubjectGroup
from vetting.admin.checks.words import ANSWERED, BASES, NEEDED_FOR, STANDS, held_in_words
from vetting.enums import CheckOutcome, CheckScope, CheckSource, OfficerRole
from vetting.models import Case, Check, Waiver
from vetting.policies.roles import CheckSubject, can_work_queue, has_interest_in, holds, why_others_do_it
from vetting.queries.asked.requirements import Requirement, requirements_for
from vetting.queries.assurance.others import OtherStatement, other_statements
from vetting.queries.cases.references import REFERENCES, to_ring
from vetting.queries.clearances.evidence import Subject, subject_key, subject_of, subjects_filter
from vetting.queries.policies.content import content_of
from vetting.queries.waivers.standing import live_waivers
from vetting.rules.advising import remarks_on
from vetting.rules.waiving import may_waive
from vetting.states import CaseState, CheckState


class CaseChecks:
    """The checks of one case for one officer, read in a number of queries that does not grow with the checks."""

    def __init__(self, case: Case, user: Any) -> None:
        self.case = case
        self.user = user
        self.content = content_of(case.authority.policy)

    @cached_property
    def subjects(self) -> dict[Subject, CheckSubject]:
        """Everybody and everything in the case's version, people first."""
        version = self.case.version
        found: list[CheckSubject] = [*version.people.all(), self.case.provider, self.case.offer]
        return {subject_key(one): one for one in [*found, *([version.venue] if version.venue else [])]}

    def name_of(self, key: Subject) -> str:
        """A person's full name, an offer's title as it is looked at."""
        subject = self.subjects[key]
        return self.case.version.title if isinstance(subject, Offer) else subject.name

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        return requirements_for(self.case.version, self.case.authority)

    @cached_property
    def recorded(self) -> dict[tuple[Subject, str], list[Check]]:
        """By subject and type, newest first."""
        rows = Check.objects.filter(subjects_filter(self.subjects), authority=self.case.authority_id)
        living = rows.filter(state__in=[CheckState.RECORDED, CheckState.SENT_BACK, CheckState.VERIFIED]).select_related(
            "performed_by", "verified_by", "authority"
        )
        found: dict[tuple[Subject, str], list[Check]] = collections.defaultdict(list)
        for check in living.order_by("-performed_on", "-pk"):
            found[subject_of(check), check.check_type].append(check)
        return found

    @cached_property
    def referees(self) -> dict[int, str]:
        """How many have answered and whom to ring, by the adult's number."""
        return to_ring([pk for scope, pk in self.subjects if scope == CheckScope.PERSON], self.case.authority)

    @cached_property
    def works_here(self) -> bool:
        return can_work_queue(self.user, self.case.authority)

    @cached_property
    def leads_here(self) -> bool:
        return holds(self.user, self.case.authority, OfficerRole.LEAD)

    @cached_property
    def waivers(self) -> dict[tuple[Subject, str], Waiver]:
        """The one that ends last, by subject and type."""
        found = live_waivers(self.subjects, self.case.authority).order_by("expires_on", "pk")
        return {(subject_of(waiver), waiver.check_type): waiver for waiver in found}

    @cached_property
    def own(self) -> set[Subject]:
        """Those in which the officer has an interest."""
        return {key for key, subject in self.subjects.items() if has_interest_in(self.user, subject)}

    @cached_property
    def others(self) -> list[OtherStatement]:
        """What other authorities say of the provider."""
        return other_statements(self.case.provider, self.case.authority)

    def held_by_others(self, key: Subject, code: str) -> tuple[str, ...]:
        """In words; where it is recognised for what the case is about, that it need not be asked again."""
        public, version = f"{key[0]}:{self.subjects[key].uuid}", self.case.version
        return tuple(words for one in self.others if (words := held_in_words(one, public, code, version)))

    @property
    def may_record(self) -> bool:
        """While the case is this officer's; after the decision, anybody who works here adds newer evidence."""
        if self.case.state == CaseState.DECIDED:
            return self.works_here
        return self.works_here and self.case.state == CaseState.CLAIMED and self.case.claimed_by_id == self.user.pk

    @property
    def to_verify(self) -> list[Check]:
        """What this officer may verify now, in the order of the page."""
        lines = [line for group in self.groups for asked in (*group.asked, *group.stand_ins) for line in asked.checks]
        return [line.check for line in lines if line.may_verify]

    @cached_property
    def imported(self) -> int:
        """How many rows of the earlier register wait for a look."""
        waiting = [check for checks in self.recorded.values() for check in checks]
        return sum(check.source == CheckSource.IMPORT and check.state == CheckState.RECORDED for check in waiting)

    @property
    def answers(self) -> list[Check]:
        """What people declared and this officer may look at."""
        return [check for check in self.to_verify if check.source == CheckSource.PROVIDER]

    @property
    def still_missing(self) -> list[Requirement]:
        """What a recommendation to clear waits for."""
        return [one for one in self.requirements if one.effect == "blocks_publish" and one.state in {"missing", "expired"}]

    @property
    def progress(self) -> list[tuple[Any, int]]:
        """How many of the checks that are needed stand how."""
        counted = collections.Counter(one.state for one in self.requirements if one.is_required)
        return [(words, counted[state]) for state, words in STANDS.items() if counted[state]]

    @cached_property
    def groups(self) -> tuple[SubjectGroup, ...]:
        by_subject: dict[Subject, list[Requirement]] = collections.defaultdict(list)
        for requirement in self.requirements:
            by_subject[requirement.subject_key].append(requirement)
        return tuple(
            SubjectGroup(
                scope=CheckScope(key[0]),
                pk=key[1],
                name=self.name_of(key),
                asked=tuple(self._asked(one) for one in by_subject[key]),
                stand_ins=tuple(self._stand_ins(key, {one.code: one.name for one in by_subject[key]})),
            )
            for key, subject in self.subjects.items()
            if by_subject[key]
        )

    def _asked(self, one: Requirement) -> AskedLine:
        lines = self._lines(one.subject_key, one.code)
        is_answer = one.state == "recorded" and any(line.waits_as_answer for line in lines)
        return AskedLine(
            check_type=self.content.by_code[one.code],
            state=one.state,
            stands=ANSWERED if is_answer else STANDS[one.state],
            needed_for=NEEDED_FOR[one.effect],
            until=one.until,
            basis=BASES[one.basis],
            checks=lines,
            held=self.held_by_others(one.subject_key, one.code),
            referees=self.referees.get(one.subject_key[1], _("Nobody has been asked yet.")) if one.code == REFERENCES else "",
            waiver=self.waivers.get((one.subject_key, one.code)),
            may_waive=self._may_waive(one),
        )

    def _may_waive(self, one: Requirement) -> bool:
        """A lead asks, for what is missing and may be waived at all."""
        is_due = one.is_required and one.state in {"missing", "expired"} and (one.subject_key, one.code) not in self.waivers
        return is_due and self.leads_here and one.subject_key not in self.own and may_waive(self.content, self.content.by_code[one.code])

    def _stand_ins(self, subject: Subject, asked: dict[str, str]) -> Iterable[AskedLine]:
        for check_type in self.content.checks:
            listed = [code for field in check_type.fields if field.name == check_type.satisfies_listed for code in field.options]
            covers = [name for code, name in asked.items() if code in {*check_type.satisfies, *listed, *check_type.extends}]
            if check_type.scope == subject[0] and check_type.code not in asked and covers and not check_type.by_table:
                yield AskedLine(
                    check_type=check_type,
                    basis=BASES[check_type.basis],
                    covers=", ".join(covers),
                    checks=self._lines(subject, check_type.code),
                )

    def _lines(self, subject: Subject, code: str) -> tuple[CheckLine, ...]:
        today, kind = clock.today(), self.content.by_code[code]
        return tuple(
            dataclasses.replace(self._line(check, subject), remarks=remarks_on(kind, check.details, self.content, today))
            for check in self.recorded.get((subject, code), [])
        )

    def _line(self, check: Check, subject: Subject) -> CheckLine:
        if not self.works_here:
            return CheckLine(check)
        if check.state == CheckState.VERIFIED:
            return CheckLine(check, may_revoke=True)
        if check.state == CheckState.SENT_BACK:
            return CheckLine(check, why_not=_("Sent back: %(why)s. It is their move.") % {"why": check.get_sent_back_reason_display()})
        why_not = self._why_not_verify(check, subject)
        return CheckLine(check, may_verify=not why_not, why_not=why_not, may_revoke=True)

    def _why_not_verify(self, check: Check, subject: Subject) -> str:
        """can_verify_check, with its reason."""
        if check.source == CheckSource.IMPORT:
            return _("Your earlier register says so. It counts for nothing until you record it from the evidence.")
        if check.performed_by_id == self.user.pk:
            return _("You recorded this, so another officer verifies it.")
        if subject in self.own:
            return why_others_do_it(self.user, self.subjects[subject])
        if check.outcome == CheckOutcome.PASS_WITH_CONDITIONS and not self.leads_here:
            return _("A pass with conditions is verified by a vetting lead.")
        return ""
