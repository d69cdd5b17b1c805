"""Asking: what is held, and every reason for which nothing is."""

import datetime
import uuid

import pytest

from bookings.enums import CancelReason
from bookings.exceptions import BookingError, DatesNotPossibleError, NotAllowedError, StaleRequestError
from bookings.models import AnswerLink, Booking, Session
from bookings.queries.drafts import fingerprint
from bookings.services.drafts import save_draft
from bookings.services.requests import answer_deadline, request_booking, withdraw_request
from bookings.states import BookingState, SessionState
from core import clock
from core.models import OutboxMessage
from directory.models import Claim, OfferVersion
from directory.services.offers import pause_offer
from schools.enums import NonTeachingKind
from schools.models import Calendar, SchoolMember
from tests.factories.bookings import HALF_TERM, SPRING, Scene, make_scene
from tests.factories.directory import AvailabilityExceptionFactory, AvailabilityWindowFactory, SpaceFactory
from tests.factories.schools import NonTeachingDayFactory, PupilGroupFactory
from tests.factories.vetting import cleared_offer, leader_of
from tests.support.bookings import owed, states_of
from vetting.models import PlannedUse


def version_of(scene: Scene) -> OfferVersion:
    version = scene.offer.approved_version
    assert version is not None
    return version


def ask(scene: Scene, booking: Booking, key: uuid.UUID | None = None) -> Booking:
    return request_booking(
        by=scene.coordinator, booking=booking, submission_key=key or uuid.uuid4(), seen=fingerprint(booking, version_of(scene))
    )


def nothing_is_held() -> bool:
    return not (Session.objects.exists() or Claim.objects.exists() or PlannedUse.objects.exists() or OutboxMessage.objects.exists())


def problems_of(scene: Scene, *dates: datetime.date) -> dict[datetime.date, str]:
    with pytest.raises(DatesNotPossibleError) as refused:
        scene.ask(*dates)
    assert nothing_is_held()
    return {problem.date: problem.reason for problem in refused.value.problems}


def test_asking_holds_time_and_days_and_freezes_the_price(db: None) -> None:
    scene = make_scene(version__price_basis="per_session", version__price_pence=9000, version__setup_minutes=30, version__packup_minutes=15)

    booking = scene.ask(*SPRING[:2], message="We come on foot.", adjustments={"visual_timetable": 2})

    person = leader_of(scene.offer)
    assert (booking.state, booking.pupils, booking.adults, booking.message) == (BookingState.REQUESTED, 24, 2, "We come on foot.")
    assert (booking.price_basis, booking.price_pence, booking.adjustments) == ("per_session", 9000, {"visual_timetable": 2})
    assert [(session.date, session.state) for session in booking.sessions.all()] == [(date, SessionState.HELD) for date in SPRING[:2]]
    claims = list(Claim.objects.order_by("during"))
    assert [(claim.person, claim.hold_until, claim.live) for claim in claims] == [(person, booking.answer_by, True)] * 2
    assert claims[0].during.lower == clock.local(SPRING[0], datetime.time(12, 45))
    assert claims[0].during.upper == clock.local(SPRING[0], datetime.time(15, 30))
    uses = PlannedUse.objects.order_by("date")
    assert [(use.person, use.date, use.is_confirmed) for use in uses] == [(person, date, False) for date in SPRING[:2]]
    assert {use.session for use in uses} == {session.uuid for session in booking.sessions.all()} == {claim.occasion for claim in claims}


def test_the_provider_alone_is_written_to_with_a_link_of_their_own(scene: Scene) -> None:
    booking = scene.ask()

    link = AnswerLink.objects.get()
    assert owed("bookings.asked") == [scene.offer.provider.contact_email]
    assert owed("bookings.approval_asked") == []
    assert (link.booking, link.email, link.party, link.user, link.expires_at) == (
        booking,
        scene.offer.provider.contact_email,
        "provider",
        None,
        booking.answer_by,
    )


def test_a_space_is_claimed_too(db: None) -> None:
    scene = make_scene()
    version = version_of(scene)
    space = SpaceFactory(venue__provider=scene.offer.provider)
    AvailabilityWindowFactory(person=None, space=space)
    OfferVersion.objects.filter(pk=version.pk).update(space=space)
    scene.offer.refresh_from_db()

    booking = scene.ask()

    assert booking.sessions.get().space == space
    assert sorted((claim.person_id is None, claim.live) for claim in Claim.objects.all()) == [(False, True), (True, True)]


def test_pressing_the_button_twice_asks_once(scene: Scene) -> None:
    booking = scene.draft()
    key = uuid.uuid4()

    first = ask(scene, booking, key)
    second = ask(scene, Booking.objects.get(pk=booking.pk), key)

    assert first == second
    assert (Session.objects.count(), OutboxMessage.objects.filter(kind="bookings.asked").count()) == (1, 1)


def test_another_page_of_the_same_draft_does_not_ask_again(scene: Scene) -> None:
    booking = scene.draft()
    ask(scene, booking)

    with pytest.raises(BookingError, match="asked already"):
        ask(scene, booking)


def test_a_page_that_showed_something_else_is_refused(scene: Scene) -> None:
    booking = scene.draft()
    seen = fingerprint(booking, version_of(scene))
    save_draft(by=scene.coordinator, booking=booking, pupils=20)

    with pytest.raises(StaleRequestError):
        request_booking(by=scene.coordinator, booking=booking, submission_key=uuid.uuid4(), seen=seen)

    assert nothing_is_held()


def test_a_new_version_of_the_offer_makes_the_page_stale(scene: Scene) -> None:
    booking = scene.draft()
    seen = fingerprint(booking, version_of(scene))
    old = version_of(scene)
    OfferVersion.objects.filter(pk=old.pk).update(state="superseded")
    new = OfferVersion.objects.get(pk=old.pk)
    people = list(old.people.all())
    new.pk, new.number, new.price_basis, new.price_pence = None, 2, "per_session", 5000
    new.state = "approved"
    new.save()
    new.people.set(people)
    scene.offer.approved_version = new
    scene.offer.save(update_fields=["approved_version"])

    with pytest.raises(StaleRequestError):
        request_booking(by=scene.coordinator, booking=booking, submission_key=uuid.uuid4(), seen=seen)

    asked = ask(scene, booking)
    assert (asked.version, asked.price_pence) == (new, 5000)


def test_an_offer_that_went_off_show_is_not_held(scene: Scene) -> None:
    booking = scene.draft()
    pause_offer(by=scene.member.user, offer=scene.offer)

    with pytest.raises(BookingError, match="become unavailable"):
        ask(scene, booking)

    assert nothing_is_held()


def test_only_a_coordinator_of_the_school_asks(scene: Scene) -> None:
    booking = scene.draft()
    seen = fingerprint(booking, version_of(scene))

    with pytest.raises(NotAllowedError):
        request_booking(by=scene.head, booking=booking, submission_key=uuid.uuid4(), seen=seen)


def test_a_school_where_nobody_else_may_approve_is_told_before_anything_is_held(scene: Scene) -> None:
    SchoolMember.objects.filter(user=scene.head).update(left_at=clock.now())
    booking = scene.draft()

    with pytest.raises(BookingError, match="approver") as refused:
        ask(scene, booking)

    assert refused.value.code == "no_approver"
    assert nothing_is_held()


def test_half_term_inset_and_bank_holiday_are_named(scene: Scene) -> None:
    calendar = Calendar.objects.get(authority=scene.school.authority)
    NonTeachingDayFactory(calendar=calendar, date=SPRING[1], kind=NonTeachingKind.INSET)
    NonTeachingDayFactory(calendar=calendar, date=SPRING[2], kind=NonTeachingKind.BANK_HOLIDAY, label="Founders' Day")

    assert problems_of(scene, SPRING[0], SPRING[1], SPRING[2], HALF_TERM) == {
        SPRING[1]: f"Staff training day, set by {scene.school.authority.name}.",
        SPRING[2]: "Founders' Day.",
        HALF_TERM: "Half-term in your calendar.",
    }


def test_past_and_too_near_dates_are_named(scene: Scene) -> None:
    gone, near = datetime.date(2026, 11, 18), datetime.date(2026, 11, 24)

    assert problems_of(scene, gone, near) == {
        gone: "This date has gone.",
        near: "Too soon for them to answer. The first day you can ask for is Wednesday 25 November.",
    }


def test_away_is_named(scene: Scene) -> None:
    person = leader_of(scene.offer)
    AvailabilityExceptionFactory(person=person, from_date=SPRING[1])

    assert problems_of(scene, *SPRING[:2]) == {SPRING[1]: f"{person.short_name} is away that day."}


def test_one_taken_date_holds_back_all_until_the_school_says(scene: Scene) -> None:
    make_scene(offer=scene.offer).ask(SPRING[1])
    booking = scene.draft(*SPRING[:3])

    with pytest.raises(DatesNotPossibleError, match="13 January can't be held any more") as refused:
        ask(scene, booking)

    assert [problem.date for problem in refused.value.problems] == [SPRING[1]]
    assert booking.sessions.count() == 0
    assert read_back(booking) == [date.isoformat() for date in SPRING[:3]]


def read_back(booking: Booking) -> list[str]:
    booking.refresh_from_db()
    dates: list[str] = booking.draft["dates"]
    return dates


def test_a_person_not_cleared_on_the_day_is_refused_with_vettings_reason(db: None) -> None:
    ends = datetime.date(2027, 1, 10)
    scene = make_scene(offer=cleared_offer(expires={"DBS_ENH_CBL": ends, "DBS_ENH": ends, "ID_VERIFIED": ends}))

    problems = problems_of(scene, *SPRING[:2])

    assert list(problems) == [SPRING[1]]
    assert "10 January 2027" in problems[SPRING[1]]


def test_a_check_that_may_renew_leaves_the_date_possible(db: None) -> None:
    scene = make_scene(offer=cleared_offer(expires={"PLI": datetime.date(2027, 1, 10)}))

    booking = scene.ask(*SPRING[:2])

    assert states_of(booking) == [SessionState.HELD] * 2


def test_days_that_add_up_over_the_threshold_are_refused_together(db: None) -> None:
    """Safeguarding Vulnerable Groups Act 2006, Schedule 4: more than three days in thirty, where no barred-list check is held."""
    scene = make_scene(offer=cleared_offer(regulated=False, version__pattern="occasional"))
    spread = [SPRING[0], SPRING[1] + datetime.timedelta(days=1), SPRING[2] + datetime.timedelta(days=2), SPRING[3]]

    problems = problems_of(scene, *spread)

    assert sorted(problems) == sorted(spread)
    assert all("30" in reason or "regulated" in reason for reason in problems.values())


def test_one_more_day_never_undoes_a_day_that_was_promised(db: None) -> None:
    """A barred-list check that runs out in January covers a new January day, but that day would make three later ones need it too."""
    offer = cleared_offer(regulated=True, expires={"DBS_ENH_CBL": datetime.date(2027, 1, 10)}, version__pattern="occasional")
    scene = make_scene(offer=offer)
    later = [datetime.date(2027, 1, 14), datetime.date(2027, 1, 22), datetime.date(2027, 2, 1)]
    scene.confirmed(*later)

    with pytest.raises(DatesNotPossibleError) as refused:
        make_scene(offer=offer).ask(SPRING[0])

    (problem,) = refused.value.problems
    assert problem.reason == (
        "With this date, days already planned for the adult would ask for a check that does not cover them. "
        "Choose a date further away from others of theirs, or ask the provider to renew it."
    )


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ({"group": None}, "group_missing", "Choose a group, or describe a new one"),
        ({"dates": []}, "dates", "Choose at least one date"),
        (
            {"pupils": 45},
            "pupils",
            "Enter 30 pupils or fewer. For all 45, ask 2 times, for groups of 23 on different dates",
        ),
        ({"pupils": 2}, "pupils", "This runs for 4 pupils or more. Join two groups, or look for an offer for fewer"),
        ({"adults": 0}, "adults", "Enter how many of your staff come"),
        ({"starts": "15:00", "ends": "13:00"}, "times", "The end comes before the start. Write an end later than the start"),
        ({"starts": "09:00", "ends": "15:00"}, "times", "This runs for 120 minutes. Choose an end no later than that"),
    ],
)
def test_what_was_typed_is_judged_again(scene: Scene, typed: dict[str, object], code: str, message: str) -> None:
    booking = scene.draft(*SPRING[:1])
    booking = save_draft(by=scene.coordinator, booking=booking, **typed)

    with pytest.raises(BookingError) as refused:
        ask(scene, booking)

    assert (refused.value.code, str(refused.value.message)) == (code, message)
    assert nothing_is_held()


def test_a_group_of_other_years_is_refused(scene: Scene) -> None:
    group = PupilGroupFactory(school=scene.school, label="Nursery", years=[-1], size=10)

    with pytest.raises(BookingError, match="This is for Years 3 to 6"):
        scene.ask(group=group.pk)


def test_a_run_is_booked_whole(db: None) -> None:
    scene = make_scene(version__sessions_min=3)

    with pytest.raises(BookingError, match="at least 3 dates: this offer runs as a block"):
        scene.ask(*SPRING[:2])


def test_open_holds_of_a_school_are_capped(scene: Scene) -> None:
    scene.school.open_holds_cap = 3
    scene.school.save(update_fields=["open_holds_cap"])
    scene.ask(*SPRING[:2])

    with pytest.raises(BookingError, match="may hold 1 more date that waits"):
        scene.ask(*SPRING[3:5])

    assert Session.objects.count() == 2


def test_the_deadline_is_five_school_days_but_never_close_to_the_first_date(scene: Scene) -> None:
    far = answer_deadline(scene.school, SPRING[0], datetime.time(13, 15))
    near = answer_deadline(scene.school, datetime.date(2026, 11, 26), datetime.time(13, 15))

    assert far == clock.local(datetime.date(2026, 11, 27), datetime.time(17))
    assert near == clock.local(datetime.date(2026, 11, 25), datetime.time(17, 15))


def test_taking_back_lets_everything_go_and_tells_the_provider(scene: Scene) -> None:
    booking = scene.ask(*SPRING[:2])

    withdraw_request(by=scene.coordinator, booking=booking)

    booking.refresh_from_db()
    sessions = booking.sessions.all()
    assert booking.state == BookingState.WITHDRAWN
    assert [(session.state, session.cancel_reason, session.sequence) for session in sessions] == [
        (SessionState.CANCELLED, CancelReason.WITHDRAWN, 1)
    ] * 2
    assert (Claim.objects.filter(live=True).count(), PlannedUse.objects.count()) == (0, 0)
    assert owed("bookings.withdrawn") == [scene.offer.provider.contact_email]


def test_only_a_coordinator_takes_back(scene: Scene) -> None:
    booking = scene.ask()

    with pytest.raises(NotAllowedError):
        withdraw_request(by=scene.member.user, booking=booking)
