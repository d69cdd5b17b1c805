"""What the demo shows of vetting beside cases: one of each, made by the services, left where it waits for somebody."""

import datetime

import pytest
import time_machine

from core import clock
from portal.demo import appeals, content, declarations, overseen, referees, registers, reliance, statuses, suspended, waivers
from portal.demo.listing import Listed
from portal.demo.schools import Office, Staff
from tests.factories.bookings import NOW, SPRING, make_scene
from tests.factories.imports import lead_of
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from tests.support.bookings import states_of
from tests.support.vetting import Desk, claimed, decided
from vetting.enums import OfficerRole
from vetting.models import (
    Appeal,
    Case,
    Check,
    Clearance,
    Concern,
    ConflictDeclaration,
    ReferenceRequest,
    ReferralPrompt,
    Suspension,
    VettingAuthority,
)
from vetting.services.clearances import suspensions

pytestmark = pytest.mark.django_db


def office(authority: VettingAuthority | None = None) -> Office:
    vets = authority or VettingAuthorityFactory()
    leads = [OfficerFactory(authority=vets, role=OfficerRole.LEAD).user for _number in range(2)]
    return Office(vets, OfficerFactory(authority=vets).user, *leads)


def listed(desk: Desk) -> Listed:
    return Listed(desk.case.provider, desk.member, tuple(desk.case.version.people.all()), (desk.offer,))


def test_everybody_and_every_text_that_is_named_is_there() -> None:
    known = {provider.name: provider for provider in content.providers()}
    texts = content.offers()
    named = {plan.provider: plan.offer for plan in appeals.PLANS} | {reliance.BAND: reliance.DEPUTY_LEADS, waivers.LUNCH_AT: waivers.LUNCH}

    wrong = [name for name, key in named.items() if known[name].standing != "cleared" or texts[key] in known[name].offers]

    assert wrong == []
    assert {
        *statuses.DAYS_LEFT,
        suspended.WORRYING,
        suspended.WORRIED_ABOUT,
        overseen.TIED,
        overseen.HELD,
        overseen.UNREACHED,
    } <= known.keys()
    assert known[suspended.LONG_SUSPENDED].standing == "suspended"
    assert {known[name].standing for name in (waivers.AWAITED_OF, waivers.ELSEWHERE_OF, declarations.POTTER)} == {"open"}
    assert {*referees.REFEREES, declarations.POET} == {declarations.POTTER, declarations.POET}


def test_one_appeal_waits_and_the_other_brought_its_offer_back_to_the_queue() -> None:
    desk = decided()
    theirs, vets = listed(desk), office(desk.authority)

    for plan in appeals.PLANS:
        appeals.appeal(plan, theirs, vets)

    assert sorted(Appeal.objects.values_list("state", "decided_by")) == [("lodged", None), ("upheld", vets.third.pk)]
    assert sorted(Case.objects.filter(provider=desk.case.provider).values_list("state", flat=True)) == ["decided"] * 3 + ["open"]


def test_answers_wait_for_an_officer() -> None:
    desk = claimed()

    declarations.agree_and_insure(listed(desk))
    declarations.train(listed(desk), months_ago=2)

    assert sorted(Check.objects.values_list("check_type", "state", "source")) == [
        (code, "recorded", "provider") for code in ("CODE_OF_CONDUCT", "PLI", "SG_TRAINING")
    ]


def test_referees_stand_at_every_step() -> None:
    for name in referees.REFEREES:
        desk = claimed(provider__name=name, provider__kinds=["cbt_individual"])
        referees.ask_all([listed(desk)])

    found = sorted(ReferenceRequest.objects.values_list("state", "content"))
    assert found == [("answered", "ring"), ("answered", "yes"), ("asked", ""), ("unanswered", "")]


def test_a_concern_leads_to_a_suspension_that_nobody_has_confirmed_and_to_a_referral() -> None:
    desks = [decided(provider__name=name) for name in (suspended.WORRYING, suspended.WORRIED_ABOUT, suspended.LONG_SUSPENDED)]
    north = office(desks[0].authority)
    south = office(desks[2].authority)
    long_ago = Clearance.objects.get(person__in=desks[2].case.version.people.all())
    with clock.at(clock.now() - datetime.timedelta(days=60)):
        suspensions.suspend(by=south.second, clearance=long_ago, ground="incident_under_review")
    schools = [Staff(member.school, member.user, member.user, ()) for member in (SchoolMemberFactory(), SchoolMemberFactory())]

    suspended.raise_concerns(schools, [listed(desk) for desk in desks], {"929": north, "354": south})

    assert sorted(Concern.objects.values_list("state", "asks_suspension")) == [("acknowledged", True), ("raised", False)]
    assert sorted(Suspension.objects.values_list("ground", "confirmed_by")) == [
        ("allegation_lado", None),
        ("incident_under_review", south.first.pk),
    ]
    assert sorted(ReferralPrompt.objects.values_list("kind", "state")) == [("dbs", "deferred"), ("lado", "waiting")]


def test_a_school_waits_for_what_it_asks_in_addition() -> None:
    with time_machine.travel(NOW, tick=False):
        scene = make_scene()
        booking = scene.confirmed(SPRING[0])

        reliance.ask_in_addition(Staff(scene.school, scene.coordinator, scene.head, ()))

        assert states_of(booking) == ["at_risk"]
        assert booking.sessions.get().kept_by == scene.coordinator


def test_one_tie_stands_and_one_has_ended() -> None:
    desks = [claimed(provider__name=overseen.TIED)]
    desks.append(claimed(desks[0].authority, provider__name=overseen.TIED_ONCE))
    vets = office(desks[0].authority)

    overseen.declare_ties(vets)

    assert list(ConflictDeclaration.objects.live().values_list("officer", flat=True)) == [vets.third.pk]
    assert ConflictDeclaration.objects.exclude(ended_at=None).get().ended_by == vets.third


@time_machine.travel("2026-11-22 10:00")
def test_last_years_register_leaves_dates_to_be_taken_over() -> None:
    vets = VettingAuthorityFactory()

    batch = registers.import_last_years(Office(vets, OfficerFactory(authority=vets).user, lead_of(vets), lead_of(vets)))

    assert (batch.state, sorted(batch.rows.values_list("verdict", flat=True))) == ("imported", ["new"] * 3)
    assert sorted(Check.objects.values_list("check_type", "source")) == [
        (code, "import") for code in ("DBS_ENH_CBL", "DBS_ENH_CBL", "PLI", "PLI", "SG_TRAINING", "SG_TRAINING")
    ]
