"""A concern that asked for a suspension, and what came of it: suspended at once, not confirmed yet, and a referral to consider."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from core import clock
from directory.models import Person, Provider
from portal.demo.listing import Listed
from portal.demo.schools import Office, Staff
from vetting.enums import ConcernRoute, ReferralReason, SuspensionGround
from vetting.models import Clearance, Concern, ReferralPrompt, Suspension
from vetting.services.clearances import suspensions
from vetting.services.concerns import concerns, contacts
from vetting.services.concerns.concerns import Telling
from vetting.services.referrals import prompts
from vetting.states import ReferralEvent

WORRYING, WORRIED_ABOUT = "Nook and Cranny Gardeners", "Blyth Quay Turbines"
LONG_SUSPENDED = "Magic of Whiston"
LADO = ("01632 960118", "lado@demo.junction.invalid")


@transaction.atomic
def raise_concerns(schools: Sequence[Staff], listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    """One that nobody has taken yet; one that was taken yesterday, and from which an officer suspended at once."""
    north, south = offices["929"], offices["354"]
    by_name = {one.provider.name: one for one in listed}
    for office in (north, south):
        contacts.set_lado_contact(by=office.second, authority=office.authority, phone=LADO[0], email=LADO[1])
    settle_the_old_one(by_name[LONG_SUSPENDED].people[0], south)
    theirs = by_name[WORRYING]
    with clock.at(clock.now() - datetime.timedelta(hours=20)):
        worry = tell(schools[0], theirs.provider, theirs.people[0], ConcernRoute.LADO, reference="LADO/2026/0173", asks_suspension=True)
        concerns.acknowledge(by=north.first, concern=worry)
        clearance = Clearance.objects.get(person=theirs.people[0], authority=north.authority)
        suspensions.suspend(by=north.first, clearance=clearance, ground=SuspensionGround.ALLEGATION_LADO)
    tell(schools[1], by_name[WORRIED_ABOUT].provider, None, ConcernRoute.SCHOOL_LEAD)


def tell(staff: Staff, provider: Provider, person: Person | None, route: str, **more: object) -> Concern:
    told = Telling(route=route, told_at=clock.now() - datetime.timedelta(minutes=40), **more)  # type: ignore[arg-type]  # fields of Telling
    return concerns.raise_for_school(by=staff.coordinator, school=staff.school, provider=provider, person=person, telling=told)[0]


def settle_the_old_one(person: Person, office: Office) -> None:
    """Suspended weeks ago and confirmed the day after. Whether it calls for a referral, a lead has put off."""
    suspension = Suspension.objects.get(clearance__person=person, clearance__authority=office.authority)
    with clock.at(suspension.suspended_at + datetime.timedelta(days=1)):
        suspensions.confirm_suspension(by=office.first, suspension=suspension)
        defer(by=office.third, clearance=suspension.clearance)


def defer(*, by: User, clearance: Clearance) -> ReferralPrompt:
    raised = prompts.raise_by_hand(by=by, clearance=clearance, kind="dbs")
    waits = prompts.Considered(ReferralEvent.DEFER, ReferralReason.ENQUIRIES)
    return prompts.decide(by=by, prompt=raised, considered=waits)
