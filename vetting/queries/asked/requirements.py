"""What is asked for an offer as it is declared: of whom, why, how to get it, whose move it is, and where it stands."""

import dataclasses
import datetime

from core import clock
from directory.models import OfferVersion
from vetting.enums import CheckScope
from vetting.models import Check, VettingAuthority
from vetting.queries.asked.asking import PartAsked, ask_of_part, rulings_of, subject_of_scope, subjects_of_part
from vetting.queries.cases.authorities import authority_for
from vetting.queries.clearances.declared import Part, parts_of
from vetting.queries.clearances.evidence import Known, Subject, evidence_of, granted_waivers, recorded_checks
from vetting.queries.clearances.recognised import counting_for, recognised_checks
from vetting.queries.policies.content import content_of
from vetting.rules.advising import remarks_on
from vetting.rules.applicability import Asked
from vetting.rules.cover import Evidence, Span, made, spans
from vetting.rules.policy import PolicyContent
from vetting.states import CheckState


@dataclasses.dataclass(frozen=True)
class Requirement:
    """One thing to have. `state` is missing, recorded (waiting for a second officer), verified, waived (not asked for a while), expired,
    or advisory (good to have).

    `until` is the last day on which what there is counts, or on which it is not asked. `effect` says what hangs on it, `basis` how firm
    the rule is. `remarks` are about what the authority itself has verified.
    """

    code: str
    name: str
    scope: str
    subject: str
    subject_key: Subject
    why: str
    how: str
    cost: str
    wait: str
    effect: str
    basis: str
    source: str
    whose_move: str  # provider, officer, nobody
    state: str
    until: datetime.date | None
    remarks: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        return self.effect != "advisory"

    @property
    def is_met(self) -> bool:
        return self.state in {"verified", "waived"}


def requirements_for(version: OfferVersion, authority: VettingAuthority | None = None) -> tuple[Requirement, ...]:
    """For the applicant's list and the case page, in the policy's order: required ones first. No authority given: the one that would vet.

    Empty where no authority vets in the provider's area.
    """
    vets = authority or authority_for(version)
    if vets is None:
        return ()
    content, today = content_of(vets.policy), clock.today()
    parts = parts_of([version], today)
    subjects = {subject for part in parts for subject in subjects_of_part(part)}
    checks, waivers = recorded_checks(subjects, vets), granted_waivers(subjects)
    others = counting_for(recognised_checks([version.offer.provider_id]), vets.pk, [version])
    rulings = rulings_of({part.person.pk for part in parts if part.person})
    found: dict[tuple[str, Subject], Requirement] = {}
    for part in parts:
        known = [check for subject in subjects_of_part(part) for check in (*checks.get(subject, []), *others.get(subject, []))]
        waived = [waiver for subject in subjects_of_part(part) for waiver in waivers.get((vets.pk, subject), [])]
        counting: list[Known] = [*(check for check in known if check.state == CheckState.VERIFIED), *waived]
        pool = evidence_of(counting, content)
        asked_here = ask_of_part(part, content, today, pool=pool, rulings=rulings)
        for requirement in _of_part(asked_here, known, pool, today):
            own = checks.get(requirement.subject_key, [])
            found.setdefault((requirement.code, requirement.subject_key), _with_remarks(requirement, own, content, today))
    return tuple(sorted(found.values(), key=lambda one: not one.is_required))


def _of_part(asked_here: PartAsked, known: list[Check], pool: list[Evidence], today: datetime.date) -> list[Requirement]:
    found = []
    for one in asked_here.asked:
        subject = subject_of_scope(one.check.scope, asked_here.part)
        if subject is not None:
            waiting = any(check.state == CheckState.RECORDED and check.check_type == one.check.code for check in known)
            found.append(_requirement(one, asked_here.part, subject, pool, waiting=waiting, today=today))
    return found


def _with_remarks(one: Requirement, checks: list[Check], content: PolicyContent, today: datetime.date) -> Requirement:
    counting = [check for check in checks if check.state == CheckState.VERIFIED and check.check_type == one.code]
    remarks = [words for check in counting for words in remarks_on(content.by_code[one.code], check.details, content, today)]
    return dataclasses.replace(one, remarks=tuple(remarks)) if remarks else one


def _requirement(one: Asked, part: Part, subject: Subject, pool: list[Evidence], *, waiting: bool, today: datetime.date) -> Requirement:
    check = one.check
    covered = spans(check.code, made(pool))
    now, free = _span_on(today, covered), _span_on(today, spans(check.code, pool))
    state = _state(one, covered, now, is_waived=free is not None, waiting=waiting)
    return Requirement(
        code=check.code,
        name=check.name,
        scope=check.scope,
        subject=_name(check.scope, part),
        subject_key=subject,
        why=check.why,
        how=check.how,
        cost=check.cost,
        wait=check.wait,
        effect=one.effect,
        basis=check.basis,
        source=check.source,
        whose_move={"verified": "nobody", "waived": "nobody", "advisory": "nobody", "recorded": "officer"}.get(state, check.first_move),
        state=state,
        until=shown.last if (shown := now or free) else max((span.last for span in covered if span.last), default=None),
    )


def _span_on(date: datetime.date, covered: tuple[Span, ...]) -> Span | None:
    return next((span for span in covered if span.covers(date)), None)


def _state(one: Asked, covered: tuple[Span, ...], now: Span | None, *, is_waived: bool, waiting: bool) -> str:
    if now is not None:
        return "verified"
    if waiting:
        return "recorded"
    if is_waived:
        return "waived"
    if one.effect == "advisory":
        return "advisory"
    return "expired" if covered else "missing"


def _name(scope: str, part: Part) -> str:
    named = {
        CheckScope.PERSON: part.person.name if part.person else "",
        CheckScope.ORGANISATION: part.version.offer.provider.name,
        CheckScope.VENUE: part.version.venue.name if part.version.venue else "",
        CheckScope.OFFER: part.version.title,
    }
    return named[CheckScope(scope)]
