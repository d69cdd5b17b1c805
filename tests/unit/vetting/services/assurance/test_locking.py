"""What a school relies on changes under one lock."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.vetting import PlannedUseFactory
from vetting.services.assurance.locking import lock_reliance

pytestmark = pytest.mark.django_db


def test_the_school_comes_before_the_people_and_only_those_with_a_day_to_come() -> None:
    use = PlannedUseFactory()

    with CaptureQueriesContext(connection) as ran:
        school = lock_reliance(use.school)

    locks = [query["sql"] for query in ran if "FOR " in query["sql"] and "UPDATE" in query["sql"]]
    assert school == use.school
    assert ["schools_school" in locks[0], "directory_person" in locks[1], len(locks)] == [True, True, 2]
