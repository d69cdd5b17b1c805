import datetime

import pytest

from bookings.models import Booking
from bookings.queries.drafts import fingerprint, read_draft, supervision_choices
from bookings.services.drafts import save_draft
from directory.models import OfferVersion
from tests.factories.bookings import SPRING, BookingFactory, Scene
from tests.factories.schools import PupilGroupFactory


def version_of(booking: Booking) -> OfferVersion:
    version = booking.offer.approved_version
    assert version is not None
    return version


def test_an_empty_draft_reads_as_the_usual_session_of_the_school(db: None) -> None:
    booking = BookingFactory()

    draft = read_draft(booking, version_of(booking))

    assert (draft.group, draft.pupils, draft.dates, draft.adults, draft.message) == (None, None, (), None, "")
    assert (draft.weekday, draft.starts, draft.ends) == (2, datetime.time(13, 15), datetime.time(15, 15))
    assert draft.supervision == "school_staff_present"


@pytest.mark.parametrize(
    ("minutes", "starts", "ends"), [(90, "13:15", "14:45"), (180, "13:15", "15:15"), (60, "10:00", "11:00"), (120, "15:30", "17:30")]
)
def test_the_end_follows_the_offer_within_the_schools_session(db: None, minutes: int, starts: str, ends: str) -> None:
    booking = BookingFactory(offer__version__minutes=minutes, draft={"starts": starts})

    assert read_draft(booking, version_of(booking)).ends == datetime.time.fromisoformat(ends)


def test_whatever_does_not_fit_is_left_out(db: None) -> None:
    booking = BookingFactory(
        draft={
            "group": PupilGroupFactory().pk,
            "pupils": "many",
            "dates": ["2027-01-06", "2027-13-01", None, 5, "2027-01-06"],
            "starts": "25:00",
            "weekday": 9,
            "adults": True,
            "supervision": "unsupervised",
            "adjustments": {"captions": 2, "magic": 1},
            "message": "x" * 700,
        }
    )

    draft = read_draft(booking, version_of(booking))

    assert (draft.group, draft.pupils, draft.dates, draft.starts, draft.weekday) == (None, None, SPRING[:1], datetime.time(13, 15), 2)
    assert (draft.adults, draft.supervision, draft.adjustments, len(draft.message)) == (None, "school_staff_present", {"captions": 2}, 600)


def test_a_group_that_was_archived_is_chosen_anew(scene: Scene) -> None:
    booking = scene.draft()
    assert read_draft(booking, version_of(booking)).group == scene.group

    scene.group.is_archived = True
    scene.group.save()

    assert read_draft(booking, version_of(booking)).group is None


@pytest.mark.parametrize(
    ("offered", "choices"),
    [
        ("school_staff_present", ("school_staff_present",)),
        ("provider_supervised", ("school_staff_present", "school_staff_on_site", "provider_supervised")),
    ],
)
def test_supervision_is_only_tightened(offered: str, choices: tuple[str, ...]) -> None:
    assert supervision_choices(OfferVersion(supervision=offered)) == choices


def test_the_fingerprint_follows_what_is_shown(scene: Scene) -> None:
    booking = scene.draft()
    before = fingerprint(booking, version_of(booking))

    changed = save_draft(by=scene.coordinator, booking=booking, pupils=3)

    assert fingerprint(booking, version_of(booking)) == before
    assert fingerprint(changed, version_of(booking)) != before
    assert fingerprint(booking, OfferVersion(pk=0)) != before
