"""Leaving a check out for a while: asked for by a lead, granted by a second person, counted on its days, and never of what keeps safe."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent
from directory.enums import Pattern
from directory.models import Offer
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.leads import WaiverFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import (
    CheckFactory,
    OfficerFactory,
    clearance_request,
    cleared_offer,
    leader_of,
)
from tests.support.clearance import answer
from tests.support.signals import hearing
from tests.support.threads import at_once
from tests.support.vetting import recommended
from vetting.answers import Verdict
from vetting.enums import CheckOutcome, ClearanceLevel, DecisionOutcome, OfficerRole, WaiverReason
from vetting.exceptions import FourEyesError, NotAllowedError, WaiverError
from vetting.models import AssuranceStatement, Check, Clearance, ClearancePeriod, VettingAuthority, Waiver
from vetting.queries.asked.requirements import requirements_for
from vetting.queries.assurance.letters import letter_of
from vetting.queries.clearances.lapsing import lapses_of
from vetting.services.cases.decisions import decide
from vetting.services.clearances import derive
from vetting.services.clearances.merging import merge_person
from vetting.services.waivers.waiving import grant_waiver, propose_waiver, refuse_waiver, revoke_waiver, withdraw_waiver
from vetting.signals import clearance_changed
from vetting.states.leads import WaiverState

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
OCCASIONAL: dict[str, Any] = {"version__pattern": Pattern.OCCASIONAL}
MISSING = "CODE_OF_CONDUCT"  # custom, of the adult, and needed for being listed


def authority_of(offer: Offer) -> VettingAuthority:
    return Clearance.objects.get(offer=offer).authority


def lead_of(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    return user


def second_of(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority).user
    return user


@pytest.fixture
def offer() -> Offer:
    """One check short of being on the site."""
    return cleared_offer(without=[MISSING], **OCCASIONAL)


def asked_for(offer: Offer, *, days: int = 30, **changes: Any) -> Waiver:
    authority = authority_of(offer)
    wanted: dict[str, Any] = {
        "by": lead_of(authority),
        "authority": authority,
        "check_type": MISSING,
        "subject": leader_of(offer),
        "reason": WaiverReason.AWAITED,
        "starts_on": clock.today(),
        "expires_on": clock.today() + DAY * (days - 1),
    }
    return propose_waiver(**wanted | changes)


def granted(offer: Offer, **changes: Any) -> Waiver:
    return grant_waiver(by=second_of(authority_of(offer)), waiver=asked_for(offer, **changes))


def test_nothing_changes_until_a_second_person_grants_it(offer: Offer) -> None:
    waiver = asked_for(offer)
    before = answer(clearance_request(offer, clock.today()))

    with hearing(clearance_changed) as heard:
        grant_waiver(by=second_of(waiver.authority), waiver=waiver)

    offer.refresh_from_db()
    after = answer(clearance_request(offer, clock.today()))
    assert (before.verdict, after.verdict, after.cleared_until) == (Verdict.NOT_CLEARED, Verdict.CLEARED, waiver.expires_on)
    assert (offer.is_shown, offer.assured_until) == (True, waiver.expires_on)
    assert {one["offer_id"] for one in heard} >= {offer.pk}
    actions = AuditEvent.objects.filter(object_type="vetting.waiver").order_by("pk").values_list("action", "reason_code")
    assert list(actions) == [("waiver.propose", "awaited"), ("waiver.grant", "awaited")]


def test_it_ends_by_itself_and_nothing_waits_for_it_to_be_renewed(offer: Offer) -> None:
    waiver = granted(offer)

    last = answer(clearance_request(offer, waiver.expires_on))
    after = answer(clearance_request(offer, waiver.expires_on + DAY))

    assert (last.verdict, after.verdict) == (Verdict.CLEARED, Verdict.NOT_CLEARED)
    assert [str(reason.text) for reason in after.reasons] == ["Not in place: Code of conduct agreed."]
    periods = ClearancePeriod.objects.filter(offer=offer)
    assert {(str(one.days.upper), one.renewable) for one in periods} == {(str(waiver.expires_on + DAY), False)}


def test_a_check_that_runs_out_is_followed_by_its_waiver_without_a_gap() -> None:
    last = clock.today() + DAY * 10
    offer = cleared_offer(expires={MISSING: last}, **OCCASIONAL)
    granted(offer, starts_on=last + DAY, expires_on=last + DAY * 20)

    assert answer(clearance_request(offer, last + DAY * 20)).verdict == Verdict.CLEARED
    assert answer(clearance_request(offer, last + DAY * 21)).verdict == Verdict.AWAITING_RENEWAL


def test_it_stands_for_no_other_check() -> None:
    """A quality badge can stand for three checks; a badge that nobody has seen stands for none."""
    offer = cleared_offer(without=["RISK_DECL"], **OCCASIONAL)
    authority = authority_of(offer)
    WaiverFactory(granted=True, authority=authority, person=None, provider=offer.provider, check_type="LOTC_QB")
    derive.refresh(offers=[offer.pk])

    offer.refresh_from_db()
    assert (offer.is_shown, answer(clearance_request(offer, clock.today())).verdict) == (False, Verdict.NOT_CLEARED)


def test_nobody_of_whom_nothing_was_checked_is_alone_with_pupils_by_a_waiver() -> None:
    offer = cleared_offer(level=ClearanceLevel.UNSUPERVISED, version__supervision="unsupervised", **OCCASIONAL)
    authority, person = authority_of(offer), leader_of(offer)
    person.checks.exclude(check_type=MISSING).delete()
    for code in ("REFERENCES", "SG_TRAINING", "PREVENT", "ONLINE_SEARCH", "FIRST_AID"):
        WaiverFactory(granted=True, authority=authority, person=person, check_type=code)

    found = answer(clearance_request(offer, clock.today(), supervision="unsupervised"))

    assert "unchecked_alone" in {reason.code for reason in found.reasons}


@pytest.mark.parametrize("code", ["ID_VERIFIED", "DBS_ENH", "DBS_ENH_CBL"])
def test_checks_that_keep_children_safe_are_refused_with_a_sentence_and_by_the_database(offer: Offer, code: str) -> None:
    with pytest.raises(WaiverError, match="is never waived"):
        asked_for(offer, check_type=code)
    with pytest.raises(IntegrityError, match="vetting_waiver_never_of_these"), transaction.atomic():
        WaiverFactory(check_type=code)


def test_what_is_law_is_refused_and_counts_for_nothing_were_it_there(offer: Offer) -> None:
    with pytest.raises(WaiverError, match="it is law"):
        asked_for(offer, check_type="RISK_DECL", subject=offer)
    lawful = cleared_offer(without=["RISK_DECL"], **OCCASIONAL)
    WaiverFactory(granted=True, authority=authority_of(lawful), person=None, offer=lawful, check_type="RISK_DECL")

    assert answer(clearance_request(lawful, clock.today())).verdict == Verdict.NOT_CLEARED


@pytest.mark.parametrize(
    ("first", "last", "field"), [(-1, 10, "starts_on"), (5, 4, "expires_on"), (0, 90, "expires_on"), (10, 100, "expires_on")]
)
def test_days_that_can_not_be_are_refused_at_the_field(offer: Offer, first: int, last: int, field: str) -> None:
    with pytest.raises(WaiverError) as refusal:
        asked_for(offer, starts_on=clock.today() + DAY * first, expires_on=clock.today() + DAY * last)

    assert refusal.value.field == field


def test_the_policy_allows_ninety_days_at_most(offer: Offer) -> None:
    assert asked_for(offer, days=90).expires_on == clock.today() + DAY * 89


def test_one_question_at_a_time_and_no_second_waiver_of_the_same_days(offer: Offer) -> None:
    waiver = asked_for(offer)
    with pytest.raises(WaiverError, match="waits for a second person already"):
        asked_for(offer)
    grant_waiver(by=second_of(waiver.authority), waiver=waiver)
    with pytest.raises(WaiverError, match="is waived until"):
        asked_for(offer)

    assert asked_for(offer, starts_on=waiver.expires_on + DAY, expires_on=waiver.expires_on + DAY * 5).state == WaiverState.PROPOSED


def test_a_check_that_was_not_passed_is_not_waived_away(offer: Offer) -> None:
    waiver = asked_for(offer)
    failed = {"person": leader_of(offer), "authority": waiver.authority, "check_type": MISSING, "outcome": CheckOutcome.FAIL}
    CheckFactory(verified=True, **failed)

    with pytest.raises(WaiverError, match="not passed"):
        grant_waiver(by=second_of(waiver.authority), waiver=waiver)
    refuse_waiver(by=second_of(waiver.authority), waiver=waiver)
    with pytest.raises(WaiverError, match="not passed"):
        asked_for(offer)


def test_a_failed_check_ends_what_was_waived(offer: Offer) -> None:
    waiver = granted(offer)
    CheckFactory(verified=True, person=leader_of(offer), authority=waiver.authority, check_type=MISSING, outcome=CheckOutcome.FAIL)

    assert answer(clearance_request(offer, clock.today())).verdict == Verdict.NOT_CLEARED


def test_only_a_lead_without_an_interest_asks(offer: Offer) -> None:
    authority = authority_of(offer)
    interested = lead_of(authority)
    ProviderMemberFactory(provider=offer.provider, user=interested)

    for user in (second_of(authority), OfficerFactory(role=OfficerRole.LEAD).user, UserFactory(is_superuser=True)):
        with pytest.raises(NotAllowedError):
            asked_for(offer, by=user)
    with pytest.raises(FourEyesError):
        asked_for(offer, by=interested)


def test_who_asked_never_grants_and_the_database_says_so_too(offer: Offer) -> None:
    waiver = asked_for(offer)
    root = UserFactory(is_superuser=True, is_staff=True)
    interested = second_of(waiver.authority)
    ProviderMemberFactory(provider=offer.provider, user=interested)

    for step in (grant_waiver, refuse_waiver):
        with pytest.raises(FourEyesError):
            step(by=waiver.proposed_by, waiver=waiver)
        with pytest.raises(FourEyesError):
            step(by=interested, waiver=waiver)
        with pytest.raises(NotAllowedError):
            step(by=root, waiver=waiver)
    whole = {"state": WaiverState.GRANTED, "decided_at": clock.now()}
    for user, rule in (
        (waiver.proposed_by, "vetting_waiver_four_eyes"),
        (interested, "vetting_waiver_second_officer"),
        (root, "vetting_waiver_second_officer"),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Waiver.objects.update(decided_by=user, **whole)


def test_a_granted_one_is_never_edited(offer: Offer) -> None:
    waiver = granted(offer)

    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        Waiver.objects.filter(pk=waiver.pk).update(expires_on=clock.today() + DAY * 400)


def test_one_whose_last_day_is_over_is_not_granted() -> None:
    waiver = WaiverFactory(starts_on=clock.today() - DAY * 5, expires_on=clock.today() - DAY)

    with pytest.raises(WaiverError, match="last day is over"):
        grant_waiver(by=second_of(waiver.authority), waiver=waiver)


def test_revoking_takes_the_offer_off_the_site_at_once(offer: Offer) -> None:
    waiver = granted(offer)

    with hearing(clearance_changed) as heard:
        revoked = revoke_waiver(by=second_of(waiver.authority), waiver=waiver)

    offer.refresh_from_db()
    assert (revoked.state, offer.is_shown, {one["offer_id"] for one in heard} >= {offer.pk}) == (WaiverState.REVOKED, False, True)
    with pytest.raises(NotAllowedError):
        revoke_waiver(by=UserFactory(is_superuser=True), waiver=waiver)


def test_who_asked_or_a_lead_takes_it_back_while_nobody_has_decided(offer: Offer) -> None:
    waiver = asked_for(offer)
    with pytest.raises(NotAllowedError):
        withdraw_waiver(by=second_of(waiver.authority), waiver=waiver)

    assert withdraw_waiver(by=waiver.proposed_by, waiver=waiver).state == WaiverState.WITHDRAWN
    with pytest.raises(IllegalTransitionError):
        grant_waiver(by=second_of(waiver.authority), waiver=waiver)


def test_the_statement_says_that_it_is_waived_and_until_when_and_never_why() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Check.objects.filter(check_type=MISSING).delete()
    derive.refresh(offers=[offer.pk])

    waiver = granted(offer)

    statement = AssuranceStatement.objects.filter(provider=offer.provider)[0]
    (line,) = [one for one in statement.summary if one["check"] == MISSING]
    assert (line["outcome"], line["expires_on"]) == ("waived", waiver.expires_on.isoformat())
    assert WaiverReason.AWAITED not in str(statement.summary)
    letter = letter_of(SchoolFactory(), offer.provider)
    assert letter is not None
    assert [(one.check, one.outcome, one.expires_on) for one in letter.lines if one.outcome == "Waived"] == [
        ("Code of conduct agreed", "Waived", waiver.expires_on)
    ]


def test_the_applicant_reads_until_when_it_is_not_asked(offer: Offer) -> None:
    waiver = granted(offer)
    assert offer.approved_version is not None

    (one,) = [one for one in requirements_for(offer.approved_version, waiver.authority) if one.code == MISSING]

    assert (one.state, one.until, one.is_met, one.whose_move) == ("waived", waiver.expires_on, True, "nobody")


def test_the_board_of_what_runs_out_names_it(offer: Offer) -> None:
    waiver = granted(offer)

    (lapse,) = lapses_of([waiver.authority])

    assert (lapse.until, lapse.checks) == (waiver.expires_on, ("Code of conduct agreed",))


def test_who_asked_for_a_waiver_does_not_decide_on_what_rests_on_it() -> None:
    desk = recommended()
    lead = lead_of(desk.authority)
    person = desk.case.version.people.get()
    WaiverFactory(granted=True, authority=desk.authority, person=person, check_type="PREVENT", proposed_by=lead)

    with pytest.raises(FourEyesError):
        decide(by=lead, case=desk.case, outcome=DecisionOutcome.CLEARED)
    decision = decide(by=desk.second, case=desk.case, outcome=DecisionOutcome.CLEARED)

    assert [one["type"] for one in decision.inputs["waivers"]] == ["PREVENT"]
    decision.pk, decision.decided_by = None, lead
    with pytest.raises(IntegrityError, match="asked for a waiver"), transaction.atomic():
        decision.save(force_insert=True)


def test_two_records_of_one_adult_keep_one_question() -> None:
    kept = WaiverFactory()
    twin = WaiverFactory(authority=kept.authority)
    standing = WaiverFactory(granted=True, authority=kept.authority, person=twin.person, check_type="PREVENT")

    merge_person(keep_id=kept.person_id, gone_id=twin.person_id)

    twin.refresh_from_db()
    standing.refresh_from_db()
    assert (twin.state, standing.person_id) == (WaiverState.WITHDRAWN, kept.person_id)


def test_many_waivers_cost_no_more_queries(offer: Offer) -> None:
    request = clearance_request(offer, clock.today())

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer(request)
        return len(captured)

    none = queries()
    for code in (MISSING, "PREVENT", "REFERENCES"):
        WaiverFactory(granted=True, authority=authority_of(offer), person=leader_of(offer), check_type=code)

    assert queries() == none


@pytest.mark.django_db(transaction=True)
def test_two_who_grant_at_once_grant_once() -> None:
    offer = cleared_offer(without=[MISSING], **OCCASIONAL)
    waiver = asked_for(offer)
    people = [second_of(waiver.authority), second_of(waiver.authority)]

    def attempt(user: User) -> Callable[[], bool]:
        def run() -> bool:
            try:
                grant_waiver(by=user, waiver=waiver)
            except IllegalTransitionError:
                return False
            return True

        return run

    assert sorted(at_once(*(attempt(user) for user in people))) == [False, True]
    assert AuditEvent.objects.filter(action="waiver.grant").count() == 1
