"""Vetting of the demo's providers, each left where its `standing` says, by two officers and the services that all officers use."""

import datetime
from typing import Any

from core import clock
from directory.enums import OfferKind, SupervisionMode
from directory.models import Offer, OfferVersion
from portal.demo.listing import Listed
from portal.demo.schools import Office
from vetting.enums import CheckOutcome, ClearanceLevel, DecisionOutcome, SuspensionGround
from vetting.models import Case, Check, Clearance
from vetting.policies.roles import CheckSubject
from vetting.queries.asked.requirements import Requirement, requirements_for
from vetting.queries.policies.content import content_of
from vetting.rules.policy import CheckType, Field
from vetting.services.cases import assessments, decisions
from vetting.services.cases import handling as cases
from vetting.services.checks import recording as checks
from vetting.services.clearances import suspensions

UNTOUCHED = {"draft"}
STOPS = {"open", "claimed", "waiting", "recommended"}
QUESTION = "Please tell us the day on which your insurance runs out."
ANSWER = "On the last day of August. The new papers are with our treasurer."
NEXT_STEP = "Thank you for offering. Take part in safeguarding training first (the library has free dates), then submit again."
RULING = "One week a year, beside the employer's own apprentices, and never alone with one adult."
YEAR = datetime.timedelta(days=365)
DECIDED_WITHIN = 4  # days, so that the reports have something to say
NORTH_OF = 54.2  # degrees of latitude: Cumbria, Darlington and Northumberland choose the northern authority


def vet(listed: Listed, office: Office, standing: str) -> None:
    if standing in UNTOUCHED:
        return
    for offer in listed.offers:
        vet_offer(listed, offer, office, standing)
    if standing == "suspended":
        clearance = Clearance.objects.get(person=listed.people[0], authority=office.authority)
        suspensions.suspend(by=office.second, clearance=clearance, ground=SuspensionGround.INCIDENT_UNDER_REVIEW)


def vet_offer(listed: Listed, offer: Offer, office: Office, standing: str) -> None:
    version = offer.versions.order_by("number").last()
    if version is None:
        raise LookupError(offer.slug)
    case = cases.submit_offer(by=listed.user, version=version, authority=office.authority)
    if standing == "withdrawn":
        cases.withdraw_case(by=listed.user, case=case)
    if standing in {"open", "withdrawn"}:
        return
    cases.claim_case(by=office.first, case=case)
    if standing == "declined":
        decline(case, office)
        return
    if standing in {"waiting", "answered"}:
        ask(case, listed, office, standing)
        return
    look_at_everything(case, office, standing)
    if standing == "claimed":
        return
    cases.recommend(by=office.first, case=case, outcome=DecisionOutcome.CLEARED)
    if standing != "recommended":
        with clock.at(clock.now() + datetime.timedelta(days=case.pk % DECIDED_WITHIN)):
            decisions.decide(by=office.second, case=case, outcome=DecisionOutcome.CLEARED, level=level_of(version))


def level_of(version: OfferVersion) -> ClearanceLevel:
    with_staff = version.supervision == SupervisionMode.SCHOOL_STAFF_PRESENT
    return ClearanceLevel.SUPERVISED if with_staff else ClearanceLevel.UNSUPERVISED


def ask(case: Case, listed: Listed, office: Office, standing: str) -> None:
    """The officer asks; where the provider answers, they take two days over it."""
    cases.ask_provider(by=office.first, case=case, question=QUESTION)
    if standing == "answered":
        with clock.at(clock.now() + datetime.timedelta(days=2)):
            cases.answer_officer(by=listed.user, case=case, answer=ANSWER)


def decline(case: Case, office: Office) -> None:
    cases.recommend(by=office.first, case=case, outcome=DecisionOutcome.DECLINED)
    decisions.decide(by=office.second, case=case, outcome=DecisionOutcome.DECLINED, message=NEXT_STEP)


def look_at_everything(case: Case, office: Office, standing: str) -> None:
    """The first officer records what is missing, the second verifies it."""
    policy = content_of(office.authority.policy)
    if case.offer.kind == OfferKind.WORK_EXPERIENCE:
        for person in case.version.people.all():
            assessments.rule_on_activity(
                by=office.first, authority=office.authority, person=person, offer=case.offer, is_regulated=False, reason=RULING
            )
    for requirement in requirements_for(case.version, office.authority):
        if requirement.is_required and not requirement.is_met:
            check = record(policy.by_code[requirement.code], requirement, case, office, standing)
            if standing != "claimed":
                checks.verify_check(by=office.second, check=check)


def record(check_type: CheckType, requirement: Requirement, case: Case, office: Office, standing: str) -> Check:
    done = clock.today() - datetime.timedelta(days=5)
    dates: dict[str, Any] = {"performed_on": done, "certificate_last4": "7F3K" if check_type.records_last4 else ""}
    if check_type.records_issue:
        dates["issued_on"] = done - datetime.timedelta(days=20)
    if check_type.validity.given:
        dates["expires_on"] = runs_out(standing)
    return checks.record_check(
        by=office.first,
        authority=office.authority,
        check_type=check_type.code,
        subject=subject_of(requirement, case),
        outcome=CheckOutcome.PASS,
        route=check_type.routes[0],
        details={field.name: sample(field, done) for field in check_type.fields if field.required} | dict(check_type.pass_needs),
        **dates,
    )


def runs_out(standing: str) -> datetime.date:
    """Insurance and the like. The demo's vetting lies some weeks back, so a short one has run out by today."""
    spans = {"lapsed": datetime.timedelta(days=20), "lapsing": datetime.timedelta(days=95)}
    return clock.today() + spans.get(standing, 2 * YEAR)


def subject_of(requirement: Requirement, case: Case) -> CheckSubject:
    scope, pk = requirement.subject_key
    if scope == "person":
        return case.version.people.get(pk=pk)
    known: dict[str, CheckSubject | None] = {"organisation": case.provider, "venue": case.version.venue, "offer": case.offer}
    subject = known[scope]
    if subject is None:
        raise LookupError(scope)
    return subject


def sample(field: Field, day: datetime.date) -> Any:
    """Something that could have been entered."""
    samples: dict[str, Any] = {
        "choice": next(iter(field.options), ""),
        "choices": list(field.options)[:1],
        "yes_no": True,
        "date": day.isoformat(),
        "text": "On file",
        "link": "https://example.org/",
        "whole_number": field.minimum or 1,
    }
    return samples[field.type]


def office_of(listed: Listed, offices: dict[str, Office]) -> Office:
    """Whom the provider chose: the nearer of the two authorities."""
    return offices["929" if (listed.provider.latitude or 0) > NORTH_OF else "354"]
