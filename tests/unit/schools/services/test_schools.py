import datetime
from typing import Any

import pytest

from core.models import AuditEvent, PostcodePoint
from schools.exceptions import SchoolError
from schools.models import School
from schools.services import schools
from tests.factories.accounts import UserFactory
from tests.factories.schools import AuthorityFactory, SchoolFactory

pytestmark = pytest.mark.django_db

ONE, THREE = datetime.time(13), datetime.time(15)


def create(**changes: Any) -> School:
    asked: dict[str, Any] = {
        "by": UserFactory(),
        "authority": AuthorityFactory(),
        "name": "Blyth Polish Saturday School",
        "street": "Church Hall",
        "town": "Blyth",
        "postcode": "ne24 4jp",
    }
    return schools.create_supplementary_school(**(asked | changes))


def refusal(act: Any) -> tuple[str, str]:
    with pytest.raises(SchoolError) as refused:
        act()
    return refused.value.field, str(refused.value.message)


def test_a_school_sets_its_afternoons() -> None:
    school = SchoolFactory()

    schools.set_session_times(by=UserFactory(), school=school, weekday=4, starts=ONE, ends=THREE)

    stored = School.objects.get()
    assert (stored.session_weekday, stored.session_starts, stored.session_ends) == (4, ONE, THREE)
    assert AuditEvent.objects.get().changed_fields == ["session_ends", "session_starts", "session_weekday"]


@pytest.mark.parametrize(
    ("weekday", "starts", "ends", "expected"),
    [
        (2, THREE, ONE, ("ends", "The afternoon must end after it starts.")),
        (2, ONE, ONE, ("ends", "The afternoon must end after it starts.")),
        (7, ONE, THREE, ("weekday", "Choose a day of the week.")),
    ],
)
def test_times_that_cannot_be_are_refused(weekday: int, starts: datetime.time, ends: datetime.time, expected: tuple[str, str]) -> None:
    school = SchoolFactory()

    found = refusal(lambda: schools.set_session_times(by=UserFactory(), school=school, weekday=weekday, starts=starts, ends=ends))

    assert (found, School.objects.get().session_weekday) == (expected, 2)


def test_a_supplementary_school_has_no_urn_and_is_placed_by_its_postcode() -> None:
    PostcodePoint.objects.create(postcode="NE24 4JP", sector="NE24 4", district="NE24", latitude=55.1, longitude=-1.5)

    create()

    stored = School.objects.get()
    assert (stored.urn, stored.name, stored.postcode, stored.is_active) == (None, "Blyth Polish Saturday School", "NE24 4JP", True)
    assert (stored.latitude, stored.longitude, stored.type_name) == (55.1, -1.5, "Supplementary school")
    assert AuditEvent.objects.get().action == "school.create_supplementary"


def test_several_schools_may_be_without_a_urn_and_a_point() -> None:
    create()
    create(name="Blyth Arabic School")

    assert list(School.objects.order_by("name").values_list("urn", "latitude")) == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": " "}, ("name", "Enter the school's name.")),
        ({"postcode": "nowhere"}, ("postcode", "This is not a British postcode. Write it in full, like NE23 6QW.")),
    ],
)
def test_a_supplementary_school_needs_a_name_and_a_postcode(changes: dict[str, str], expected: tuple[str, str]) -> None:
    assert (refusal(lambda: create(**changes)), School.objects.count()) == (expected, 0)


def test_a_supplementary_school_is_added_once() -> None:
    create()

    assert refusal(lambda: create(name="BLYTH Polish  Saturday School")) == (
        "name",
        "There is a school of this name at this postcode already. Find it by its name.",
    )
