"""Is somebody cleared for this, on this day? By the acceptance cases of the rules, and at the edges of days and clocks."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from directory.enums import EngagementBasis, Pattern, ProviderKind
from directory.models import Offer
from tests.factories.directory import PersonFactory, VenueFactory
from tests.factories.schools import CalendarFactory, SchoolFactory
from tests.factories.vetting import (
    CheckFactory,
    ClearanceFactory,
    PlannedUseFactory,
    RegulatedActivityAssessmentFactory,
    clearance_request,
    cleared_offer,
    leader_of,
    shipped_content,
)
from tests.support.clearance import answer, day, plan
from vetting.answers import ClearanceAnswer, ClearanceRequest, Reason, Verdict
from vetting.models import Check, Clearance
from vetting.queries.clearances.judging import clearances

pytestmark = pytest.mark.django_db

AUTUMN = "2026-10-05T10:00:00Z"
OCCASIONAL: dict[str, Any] = {"version__pattern": Pattern.OCCASIONAL}


def codes(found: ClearanceAnswer) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    with time_machine.travel(AUTUMN, tick=False):
        yield


# Acceptance case 1: days add up across schools.


def test_acceptance_case_1_fourth_day_in_thirty_is_refused_until_the_barred_list_check() -> None:
    offer = cleared_offer(**OCCASIONAL)
    plan(offer, "2026-11-02", "2026-11-12", "2026-11-24")
    thirtieth, thirty_first = clearance_request(offer, day("2026-12-01")), clearance_request(offer, day("2026-12-02"))

    answers = clearances([thirtieth, thirty_first], proposed_days=())

    assert answers[thirtieth] == ClearanceAnswer(
        Verdict.NOT_CLEARED,
        (
            Reason(
                "regulated_activity",
                "With this date the adult would be with pupils on 4 days within 30, at all schools together. That asks for: Enhanced DBS "
                "check with the children's barred list. It is not in place. From 2 December 2026 it would be possible without.",
                check="DBS_ENH_CBL",
                until=day("2026-12-02"),
            ),
        ),
        rule="R3",
        policy="england 2026-09",
    )
    assert answers[thirty_first] == ClearanceAnswer(
        Verdict.CLEARED, (), rule="R5", policy="england 2026-09", cleared_until=day("2027-10-05")
    )


def test_fourth_day_in_thirty_is_given_with_the_barred_list_check() -> None:
    offer = cleared_offer(regulated=True, **OCCASIONAL)
    plan(offer, "2026-11-02", "2026-11-12", "2026-11-24")

    found = answer(clearance_request(offer, day("2026-12-01")))

    assert (found.verdict, found.rule, found.cleared_until) == (Verdict.CLEARED, "R3", day("2027-10-05"))


def test_no_answer_names_another_school() -> None:
    offer = cleared_offer(**OCCASIONAL)
    school = SchoolFactory(name="Northburn Primary School")
    for taken in ("2026-11-02", "2026-11-12", "2026-11-24"):
        PlannedUseFactory(person=leader_of(offer), date=day(taken), school=school)

    assert "Northburn" not in str(answer(clearance_request(offer, day("2026-12-01"))))


def test_held_days_count_like_confirmed_ones() -> None:
    offer = cleared_offer(**OCCASIONAL)
    for taken in ("2026-11-02", "2026-11-12", "2026-11-24"):
        PlannedUseFactory(person=leader_of(offer), date=day(taken), is_confirmed=False)

    assert answer(clearance_request(offer, day("2026-12-01"))).verdict == Verdict.NOT_CLEARED


# A set is judged together.


def test_eight_wednesdays_together_change_the_answer_for_each() -> None:
    offer, school = cleared_offer(**OCCASIONAL), SchoolFactory()
    wednesdays = [day("2026-11-04") + datetime.timedelta(weeks=week) for week in range(8)]
    requests = [clearance_request(offer, date, school) for date in wednesdays]

    together, alone = clearances(requests), clearances(requests, proposed_days=())

    assert {found.verdict for found in together.values()} == {Verdict.NOT_CLEARED}
    assert {found.verdict for found in alone.values()} == {Verdict.CLEARED}
    assert str(together[requests[0]].reasons[0].text).endswith("Choose fewer of these dates: 3 within 30 days are possible without.")


def test_eight_wednesdays_of_a_weekly_run_are_cleared() -> None:
    offer, school = cleared_offer(), SchoolFactory()
    requests = [clearance_request(offer, day("2026-11-04") + datetime.timedelta(weeks=week), school) for week in range(8)]

    assert {(found.verdict, found.rule) for found in clearances(requests).values()} == {(Verdict.CLEARED, "R3")}


def test_days_proposed_beside_the_requests_count_too() -> None:
    offer = cleared_offer(**OCCASIONAL)
    request = clearance_request(offer, day("2026-11-24"))

    found = clearances([request], proposed_days=[day("2026-11-02"), day("2026-11-10"), day("2026-11-18")])[request]

    assert (found.verdict, found.rule) == (Verdict.NOT_CLEARED, "R3")


def test_two_people_at_one_session_do_not_add_up() -> None:
    offer = cleared_offer(**OCCASIONAL)
    other = PersonFactory()
    authority = Clearance.objects.get(offer=offer).authority
    ClearanceFactory(person=other, authority=authority)
    for check in Check.objects.filter(person=leader_of(offer)):
        CheckFactory(verified=True, person=other, authority=authority, check_type=check.check_type)
    one = clearance_request(offer, day("2026-11-04"))
    two = dataclasses.replace(one, person_id=other.pk)

    assert {found.rule for found in clearances([one, two]).values()} == {"R5"}


def test_a_session_judged_anew_does_not_count_twice_nor_where_it_was() -> None:
    offer = cleared_offer(**OCCASIONAL)
    plan(offer, "2026-11-02", "2026-11-12")
    own = PlannedUseFactory(person=leader_of(offer), date=day("2026-11-24"))
    moved = clearance_request(offer, day("2026-12-01"), session=own.session)

    assert clearances([moved])[moved].rule == "R5"
    assert clearances([moved], proposed_days=())[moved].rule == "R5"


def test_nothing_asked_is_nothing_answered() -> None:
    assert clearances([]) == {}


# Where the law gives no number, an officer says.


def weekly_thrice() -> tuple[Offer, list[ClearanceRequest]]:
    offer, school = cleared_offer(**OCCASIONAL), SchoolFactory()
    return offer, [clearance_request(offer, day(date), school) for date in ("2026-11-04", "2026-11-11", "2026-11-18")]


def test_three_weeks_in_a_row_wait_for_an_officer() -> None:
    _offer, requests = weekly_thrice()

    answers = clearances(requests)

    assert {(found.verdict, tuple(codes(found)), found.may_hold) for found in answers.values()} == {
        (Verdict.NEEDS_OFFICER, ("needs_officer",), False)
    }


def test_an_officer_may_say_that_it_is_not_regulated() -> None:
    offer, requests = weekly_thrice()
    RegulatedActivityAssessmentFactory(person=leader_of(offer), offer=offer, is_regulated=False)

    assert {found.verdict for found in clearances(requests).values()} == {Verdict.CLEARED}


def test_an_officer_may_say_that_it_is() -> None:
    offer, requests = weekly_thrice()
    RegulatedActivityAssessmentFactory(person=leader_of(offer), offer=offer, is_regulated=True)

    found = clearances(requests)[requests[0]]

    assert (found.verdict, codes(found)) == (Verdict.NOT_CLEARED, ["regulated_activity"])
    assert str(found.reasons[0].text).startswith("What the adult would do here counts as regulated activity.")


def test_three_weeks_round_half_term_are_a_weekly_run() -> None:
    offer, school = cleared_offer(**OCCASIONAL), SchoolFactory()
    CalendarFactory(authority=school.authority)
    dates = [day("2027-02-10"), day("2027-02-24"), day("2027-03-03")]
    requests = [clearance_request(offer, date, school) for date in dates]

    assert {found.verdict for found in clearances(requests).values()} == {Verdict.NEEDS_OFFICER}


def test_a_talk_without_school_staff_waits_for_an_officer() -> None:
    offer = cleared_offer(level="unsupervised", without=["DBS_ENH"], version__nature="talk_assembly", **OCCASIONAL)

    found = answer(clearance_request(offer, day("2026-11-04"), supervision="unsupervised"))

    assert (found.verdict, found.rule) == (Verdict.NEEDS_OFFICER, "R10")
    assert str(found.reasons[0].text).startswith("A vetting officer must say first which checks this needs.")


# Acceptance case 5: through the last day, gone at midnight in London.


@pytest.mark.parametrize("last", ["2027-03-28", "2026-10-25"], ids=["clocks-go-forward", "clocks-go-back"])
def test_acceptance_case_5_a_check_works_through_its_last_day_and_blocks_from_the_next(last: str) -> None:
    offer = cleared_offer(expires={"ID_VERIFIED": day(last)})
    following = day(last) + datetime.timedelta(days=1)

    on_the_day, after = (answer(clearance_request(offer, date)) for date in (day(last), following))

    assert (on_the_day.verdict, on_the_day.cleared_until) == (Verdict.CLEARED, day(last))
    assert (after.verdict, [(reason.code, reason.until) for reason in after.reasons]) == (Verdict.NOT_CLEARED, [("check_ended", day(last))])


@pytest.mark.parametrize(
    ("last", "before", "after"),
    [
        ("2027-03-28", "2027-03-28T22:59:59Z", "2027-03-28T23:00:00Z"),  # the day on which summer time begins ends at 23:00 UTC
        ("2026-10-25", "2026-10-25T23:59:59Z", "2026-10-26T00:00:00Z"),  # the day on which it ends does not
    ],
    ids=["clocks-go-forward", "clocks-go-back"],
)
def test_acceptance_case_5_offers_leave_the_site_at_midnight_in_london(last: str, before: str, after: str) -> None:
    offer = cleared_offer(expires={"ID_VERIFIED": day(last)})

    with time_machine.travel(before, tick=False):
        assert list(Offer.objects.shown()) == [offer]
    with time_machine.travel(after, tick=False):
        assert list(Offer.objects.shown()) == []


# Renewal.


def test_insurance_that_runs_out_first_leaves_it_awaiting_renewal() -> None:
    offer = cleared_offer(expires={"PLI": day("2026-12-31")}, **OCCASIONAL)

    found = answer(clearance_request(offer, day("2027-01-13")))

    assert (found.verdict, found.may_hold, found.cleared_until) == (Verdict.AWAITING_RENEWAL, True, None)
    assert found.reasons == (
        Reason(
            "awaiting_renewal",
            "Public liability insurance runs out on 31 December 2026, before this date. It is held, and confirmed by itself once that is "
            "renewed.",
            check="PLI",
            until=day("2026-12-31"),
            may_renew=True,
        ),
    )


@pytest.mark.parametrize("code", ["ID_VERIFIED", "DBS_ENH_CBL"])
def test_dbs_and_identity_are_never_waited_for(code: str) -> None:
    offer = cleared_offer(expires={code: day("2026-12-31")})
    plan(offer, "2027-01-05", "2027-01-07", "2027-01-11")

    found = answer(clearance_request(offer, day("2027-01-13")))

    assert (found.verdict, [(reason.code, reason.check) for reason in found.reasons]) == (Verdict.NOT_CLEARED, [("check_ended", code)])


def test_one_check_that_may_not_renew_outweighs_those_that_may() -> None:
    offer = cleared_offer(expires={"PLI": day("2026-12-31"), "ID_VERIFIED": day("2026-12-31")})

    found = answer(clearance_request(offer, day("2027-01-13")))

    assert (found.verdict, codes(found)) == (Verdict.NOT_CLEARED, ["check_ended", "awaiting_renewal"])


def test_on_the_day_itself_nothing_is_waited_for() -> None:
    offer = cleared_offer(expires={"PLI": day("2026-12-31")}, **OCCASIONAL)

    with time_machine.travel("2027-01-13T08:00:00Z", tick=False):
        found = answer(clearance_request(offer, day("2027-01-13")))

    assert (found.verdict, codes(found)) == (Verdict.NOT_CLEARED, ["check_ended"])


def test_the_clearance_as_a_whole_is_looked_at_again_after_three_years() -> None:
    offer = cleared_offer(expires=dict.fromkeys(everything(), day("2030-10-05")), **OCCASIONAL)

    inside, beyond = (answer(clearance_request(offer, day(date))) for date in ("2029-10-05", "2029-10-06"))

    assert (inside.verdict, inside.cleared_until) == (Verdict.CLEARED, day("2029-10-05"))
    assert (beyond.verdict, codes(beyond)) == (Verdict.AWAITING_RENEWAL, ["review"])
    with time_machine.travel("2029-10-06T08:00:00Z", tick=False):
        late = answer(clearance_request(offer, day("2029-10-06")))
    assert (late.verdict, late.reasons[0].text) == (Verdict.NOT_CLEARED, "Assured only until 5 October 2029.")


def everything() -> list[str]:
    return [check.code for check in shipped_content().checks]


def test_a_check_without_an_end_leaves_the_review() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Check.objects.update(expires_on=None)

    assert answer(clearance_request(offer, day("2026-11-04"))).cleared_until == day("2029-10-05")


# What is not there.


@pytest.mark.parametrize("scope", ["person", "provider", "offer"])
def test_without_a_clearance_it_is_currently_unavailable(scope: str) -> None:
    offer = cleared_offer()
    Clearance.objects.filter(**{f"{scope}__isnull": False}).update(state="withdrawn")

    assert answer(clearance_request(offer, day("2026-11-04"))) == ClearanceAnswer(
        Verdict.NOT_CLEARED, (Reason("unavailable", "Currently unavailable."),), rule="", policy=""
    )


def test_suspended_reads_exactly_like_never_cleared_whoever_suspended() -> None:
    offer, unknown = cleared_offer(), cleared_offer()
    ClearanceFactory(person=leader_of(offer), state="suspended")
    Clearance.objects.filter(offer=unknown).update(state="withdrawn")

    suspended, never = (answer(clearance_request(one, day("2026-11-04"))) for one in (offer, unknown))

    assert suspended == never


def test_an_offer_that_is_not_there_is_unavailable() -> None:
    offer = cleared_offer()
    request = clearance_request(offer, day("2026-11-04"), offer_id=0)

    assert codes(answer(request)) == ["unavailable"]


def test_a_missing_check_is_named() -> None:
    offer = cleared_offer(without=["PLI"], **OCCASIONAL)

    found = answer(clearance_request(offer, day("2026-11-04")))

    assert found.reasons == (Reason("check_missing", "Not in place: Public liability insurance.", check="PLI", may_renew=True),)


def test_a_recorded_check_counts_for_nothing_until_it_is_verified() -> None:
    offer = cleared_offer(without=["PLI"], **OCCASIONAL)
    authority = Clearance.objects.get(offer=offer).authority
    CheckFactory(person=None, provider=offer.provider, authority=authority, check_type="PLI")

    assert codes(answer(clearance_request(offer, day("2026-11-04")))) == ["check_missing"]


def test_another_authoritys_check_counts_for_nothing_here() -> None:
    offer = cleared_offer(without=["PLI"], **OCCASIONAL)
    CheckFactory(verified=True, person=None, provider=offer.provider, check_type="PLI")

    assert codes(answer(clearance_request(offer, day("2026-11-04")))) == ["check_missing"]


def test_a_badge_stands_for_insurance_and_risk_assessment() -> None:
    offer = cleared_offer(without=["PLI", "RISK_DECL"], **OCCASIONAL)
    authority = Clearance.objects.get(offer=offer).authority
    CheckFactory(verified=True, person=None, provider=offer.provider, authority=authority, check_type="LOTC_QB")

    assert answer(clearance_request(offer, day("2026-11-04"))).verdict == Verdict.CLEARED


def test_a_letter_of_assurance_stands_for_what_it_lists() -> None:
    offer = cleared_offer(without=["ID_VERIFIED", "SG_TRAINING"], **OCCASIONAL)
    CheckFactory(
        verified=True,
        person=leader_of(offer),
        authority=Clearance.objects.get(offer=offer).authority,
        check_type="EMPLOYER_ASSURANCE",
        details={"covers_check_codes": ["ID_VERIFIED"]},
    )

    found = answer(clearance_request(offer, day("2026-11-04")))

    assert [reason.check for reason in found.reasons] == ["SG_TRAINING"]


def test_a_place_needs_its_own_clearance_and_checks() -> None:
    venue = VenueFactory()
    offer = cleared_offer(
        provider=venue.provider, kind="visit", without=["FIRE_SAFETY"], version__venue=venue, version__setting="host_site", **OCCASIONAL
    )

    assert [reason.check for reason in answer(clearance_request(offer, day("2026-11-04"))).reasons] == ["FIRE_SAFETY"]
    assert codes(answer(clearance_request(offer, day("2026-11-04"), venue_id=VenueFactory().pk))) == ["unavailable"]


# Level, scope and supervision.


def test_cleared_with_staff_is_not_cleared_alone() -> None:
    offer = cleared_offer(**OCCASIONAL)

    found = answer(clearance_request(offer, day("2026-11-04"), supervision="unsupervised"))

    assert (found.verdict, found.rule, sorted(codes(found))) == (Verdict.NOT_CLEARED, "R5", ["check_missing", "level"])
    assert {reason.check: reason.text for reason in found.reasons}["DBS_ENH"] == (
        "Without school staff in the room this asks for: Enhanced DBS check. Choose school staff in the room throughout, or ask the "
        "provider."
    )


def test_cleared_alone_is_cleared_alone_and_with_staff() -> None:
    offer = cleared_offer(level="unsupervised", **OCCASIONAL)

    for mode in ("unsupervised", "school_staff_on_site", "school_staff_present"):
        assert answer(clearance_request(offer, day("2026-11-04"), supervision=mode)).verdict == Verdict.CLEARED


def test_listed_only_is_bookable_by_nobody() -> None:
    offer = cleared_offer(level="listed_only", **OCCASIONAL)

    assert codes(answer(clearance_request(offer, day("2026-11-04")))) == ["level"]


def test_a_pass_on_condition_of_staff_counts_only_with_staff() -> None:
    offer = cleared_offer(level="unsupervised", **OCCASIONAL)
    Check.objects.filter(check_type="ID_VERIFIED").update(conditions_code="staff_present", outcome="pass_with_conditions")

    with_staff, alone = (
        answer(clearance_request(offer, day("2026-11-04"), supervision=mode)) for mode in ("school_staff_present", "unsupervised")
    )

    assert (with_staff.verdict, [reason.check for reason in alone.reasons]) == (Verdict.CLEARED, ["ID_VERIFIED"])


def test_nobody_without_any_check_is_ever_alone_with_pupils_whatever_the_policy_says() -> None:
    offer = cleared_offer(level="unsupervised", version__nature="talk_assembly", **OCCASIONAL)
    RegulatedActivityAssessmentFactory(person=leader_of(offer), offer=offer, is_regulated=False)
    Check.objects.filter(person__isnull=False).exclude(check_type="CODE_OF_CONDUCT").delete()

    found = answer(clearance_request(offer, day("2026-11-04"), supervision="unsupervised"))

    assert "unchecked_alone" in codes(found)


def test_cleared_for_something_else_is_not_cleared_for_this() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Clearance.objects.filter(person__isnull=False).update(natures=["talk_assembly"])

    assert codes(answer(clearance_request(offer, day("2026-11-04")))) == ["scope"]


def test_cleared_for_another_kind_of_place_is_not_cleared_for_this() -> None:
    offer = cleared_offer(**OCCASIONAL)
    Clearance.objects.filter(offer__isnull=False).update(natures=["teach_train_instruct"], settings_allowed=["online_live"])

    assert codes(answer(clearance_request(offer, day("2026-11-04")))) == ["scope"]


def test_paid_or_volunteer_the_days_add_up_alike() -> None:
    offer = cleared_offer(provider__kinds=[ProviderKind.CBT_INDIVIDUAL], **OCCASIONAL)
    plan(offer, "2026-11-02", "2026-11-12", "2026-11-24")

    rules = {answer(clearance_request(offer, day("2026-12-01"), engagement=basis)).rule for basis in EngagementBasis.values}

    assert rules == {"R3"}
