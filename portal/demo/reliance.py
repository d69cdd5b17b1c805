"""What schools rely on and ask in addition, and dates that came to be at risk: by a check taken back, and by a school's own wish."""

import datetime
from collections.abc import Mapping, Sequence

from django.db import transaction

from bookings.models import Booking
from bookings.queries.risks import sessions_at_risk
from bookings.services.risks import keep_sessions
from core import clock
from directory.services import availability, people
from portal.demo import clearing, content, declarations, listing
from portal.demo.listing import AFTERNOON, WEDNESDAY, Listed
from portal.demo.schools import Office, Staff
from vetting.enums import ClearanceLevel, RequirementReach
from vetting.models import Check
from vetting.services.assurance.reliance import accept_list, leave_out
from vetting.services.assurance.requirements import add_requirement
from vetting.services.checks.recording import revoke_check
from vetting.states import CheckState

BAND, LEFT_OUT = "Shankhouse Colliery Band", "Bedlington Robotics"
DEPUTY = ("Sorrel Hadaway", "Sorrel, trombone", "Plays, arranges, waits for nobody.", "volunteer")
DEPUTY_LEADS = "musical"
OWN_WISH = "EQUALITY"
JOINED = datetime.timedelta(days=25)


def add_deputy(listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    """Somebody else of the band, cleared by an offer of her own, who could come in another's place."""
    band = next(one for one in listed if one.provider.name == BAND)
    name, public_name, about, engagement = DEPUTY
    with transaction.atomic(), clock.at(clock.now() - JOINED):
        link = people.add_person(
            by=band.user, provider=band.provider, name=name, public_name=public_name, about=about, engagement=engagement
        )
        availability.add_window(by=band.user, owner=link.person, weekday=WEDNESDAY, starts=AFTERNOON[0], ends=AFTERNOON[1])
        offer = listing.enter_offer(band.user, band.provider, content.offers()[DEPUTY_LEADS], (link.person,), None)
        clearing.vet_offer(band, offer, clearing.office_of(band, dict(offices)), "cleared")


@transaction.atomic
def rely(schools: Sequence[Staff], listed: Sequence[Listed], offices: Mapping[str, Office]) -> None:
    _first, blyth, armathwaite = schools
    by_name = {one.provider.name: one for one in listed}
    with clock.at(clock.now() - datetime.timedelta(days=40)):
        whole = accept_list(by=blyth.approver, school=blyth.school, authority=offices["929"].authority, level=ClearanceLevel.SUPERVISED)
        leave_out(by=blyth.approver, policy=whole, provider=by_name[LEFT_OUT].provider)
    ask_in_addition(armathwaite)
    take_back(by_name[BAND], offices["929"])


def ask_in_addition(staff: Staff) -> None:
    """Its coming dates lack it, and the school waits for it."""
    add_requirement(by=staff.approver, school=staff.school, check_type=OWN_WISH, reach=RequirementReach.EVERYBODY)
    for booking in Booking.objects.filter(school=staff.school, sessions__state="at_risk").distinct():
        keep_sessions(by=staff.coordinator, booking=booking, session_ids=[one.pk for one in sessions_at_risk(booking)])


def take_back(theirs: Listed, office: Office) -> None:
    """Somebody's training was recorded by mistake; they have answered it anew, and an officer has still to look."""
    check = Check.objects.get(person=theirs.people[1], authority=office.authority, check_type="SG_TRAINING", state=CheckState.VERIFIED)
    revoke_check(by=office.first, check=check)
    declarations.train(theirs, months_ago=1, person=1)
