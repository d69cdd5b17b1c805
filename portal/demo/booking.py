"""Bookings of the demo: past ones that took place, coming ones at every stage, all asked and answered through the services."""

import dataclasses
import datetime
import uuid

from accounts.models import User
from bookings.enums import CancelReason, DeclineReason, Party, PartyAnswer
from bookings.models import Booking
from bookings.queries.drafts import fingerprint
from bookings.services import answers, drafts, invitations, requests, sessions
from core import clock
from directory.models import Offer
from directory.queries.diary import free_on
from portal.demo.listing import Listed
from portal.demo.schools import Staff
from schools.models import PupilGroup
from schools.queries.calendars import teaching_days

STAGES = ("asked", "agreed_by_provider", "confirmed")


@dataclasses.dataclass(frozen=True)
class Plan:
    """One booking to make. Days are counted from today; `stage` is how far it gets."""

    title: str
    group: int
    first_day: int
    last_day: int
    dates: int
    stage: str = "confirmed"


PLANS = {
    "122193": [
        Plan("Lunch from the allotment", 2, -50, -8, 1),
        Plan("What to do until help comes", 0, -60, -20, 1),
        Plan("Grow a wood", 1, -55, -8, 1),
        Plan("Say it with your hands", 0, 40, 130, 4),
        Plan("Make a school garden", 2, 45, 150, 3),
        Plan("Five tricks, properly", 2, 30, 130, 3, "agreed_by_provider"),
        Plan("Low tide", 0, 20, 90, 1, "asked"),
    ],
    "140002": [
        Plan("The Crown against the wolf", 3, -50, -8, 1),
        Plan("A wall of our own", 1, -50, -8, 3),
        Plan("Mend it, don't bin it", 0, 30, 150, 6),
        Plan("Brass from a standing start", 0, 35, 150, 4),
        Plan("Inside the blade hall", 2, 20, 120, 1, "agreed_by_provider"),
        Plan("Print your street", 1, 20, 120, 3, "asked"),
    ],
    "112102": [Plan("From milk to cheese in an afternoon", 0, -50, -8, 1), Plan("Find your way by the stars", 0, 20, 120, 1)],
}


def book_all(staff: Staff, listed: list[Listed]) -> None:
    for plan in PLANS[staff.school.urn or ""]:
        offer = find(plan.title, staff.groups[plan.group], listed)
        if offer is not None:
            book(plan, offer, staff, next(one for one in listed if offer in one.offers))


def find(title: str, group: PupilGroup, listed: list[Listed]) -> Offer | None:
    """An offer on show whose title begins so and that takes the group."""
    mine = [offer.pk for one in listed for offer in one.offers]
    shown = Offer.objects.shown().filter(pk__in=mine, approved_version__title__startswith=title)
    return shown.filter(approved_version__group_min__lte=group.size, approved_version__group_max__gte=group.size).order_by("pk").first()


def book(plan: Plan, offer: Offer, staff: Staff, listed: Listed) -> Booking | None:
    asked = clock.now() + datetime.timedelta(days=min(plan.first_day, 0) - 12 if plan.first_day < 0 else -3)
    with clock.at(asked):
        booking = ask(plan, offer, staff)
        if booking is not None and plan.stage != "asked":
            answers.answer_for_provider(booking=booking, answer=PartyAnswer.YES, by=listed.user)
        if booking is not None and plan.stage == "confirmed":
            answers.answer_for_school(
                by=staff.approver, booking=booking, answer=PartyAnswer.YES, accepts_assurance=True, visit_plan_agreed=True
            )
    if booking is not None and plan.first_day < 0:
        for session in booking.sessions.all():
            sessions.record_outcome(by=staff.coordinator, session=session, took_place=True)
    return booking


def ask(plan: Plan, offer: Offer, staff: Staff) -> Booking | None:
    version, group, school = offer.approved_version, staff.groups[plan.group], staff.school
    if version is None:
        return None
    booking = drafts.start_request(by=staff.coordinator, school=school, offer=offer)
    today = clock.today()
    ahead = 12 if plan.first_day < 0 else plan.first_day + 3
    start, end = today + datetime.timedelta(days=ahead), today + datetime.timedelta(days=plan.last_day - plan.first_day + ahead)
    days = teaching_days(school, start, end)
    starts = school.session_starts
    ends = (datetime.datetime.combine(today, starts) + datetime.timedelta(minutes=version.minutes)).time()
    free = [day for day, answer in free_on(version, days, starts, ends).items() if answer.free]
    draft = drafts.save_draft(
        by=staff.coordinator,
        booking=booking,
        group=group.pk,
        pupils=group.size,
        dates=free[: plan.dates],
        starts=starts,
        ends=ends,
        adults=2,
        adjustments=dict(group.access_needs),
    )
    return requests.request_booking(by=staff.coordinator, booking=draft, submission_key=uuid.uuid4(), seen=fingerprint(draft, version))


def loose_ends(staff: Staff, provider_user: User) -> None:
    """One date called off, one request declined, one friend of the school invited."""
    coming = Booking.objects.filter(school=staff.school, state="confirmed", sessions__date__gt=clock.today()).order_by("pk").first()
    if coming is not None:
        session = coming.sessions.filter(date__gt=clock.today()).order_by("date").last()
        if session is not None:
            sessions.cancel_session(by=staff.coordinator, session=session, reason=CancelReason.GROUP_UNAVAILABLE, party=Party.SCHOOL)
    waiting = Booking.objects.filter(school=staff.school, state="requested", confirmations=None).order_by("pk").first()
    if waiting is not None and waiting.provider.members.filter(user=provider_user).exists():
        answers.answer_for_provider(booking=waiting, answer=PartyAnswer.NO, by=provider_user, reason=DeclineReason.DATES)
    invitations.invite_provider(
        by=staff.coordinator,
        school=staff.school,
        email="hilary.stokoe@demo.junction.invalid",
        their_name="Hilary Stokoe",
        wanted_title="Leek growing with Year 6",
        group=staff.groups[0],
        dates=[],
        message="You showed us round your plot last summer. Would you do it as a proper session?",
    )
