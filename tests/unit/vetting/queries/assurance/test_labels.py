"""What a school's own staff read beside offers."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Offer
from tests.factories.bookings import NOW
from tests.factories.reliance import SchoolRequirementFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import CheckFactory, SchoolAcceptanceFactory, cleared_offer
from vetting.queries.assurance.labels import SchoolLabel, labels_for

pytestmark = pytest.mark.django_db


@time_machine.travel(NOW, tick=False)
def test_acceptance_and_what_is_lacking_stand_beside_each_offer() -> None:
    school, (one, other) = SchoolFactory(), (cleared_offer(), cleared_offer())
    statement = one.provider.statements.get()
    SchoolAcceptanceFactory(school=school, statement=statement)
    SchoolRequirementFactory(school=school, check_type="EQUALITY")
    CheckFactory(person=None, provider=one.provider, authority=statement.authority, check_type="EQUALITY", verified=True)

    found = labels_for(school, [one, other])

    name = "Equality and reasonable adjustments"
    assert found == {one.pk: SchoolLabel(statement.holds_until), other.pk: SchoolLabel(None, (name,))}


@time_machine.travel(NOW, tick=False)
def test_more_offers_ask_no_more_statements() -> None:
    school = SchoolFactory()
    SchoolRequirementFactory(school=school, check_type="EQUALITY")
    pks = [cleared_offer().pk for _number in range(3)]
    offers = list(Offer.objects.select_related("approved_version", "provider").filter(pk__in=pks))

    counts = []
    for some in (offers[:1], offers):
        with CaptureQueriesContext(connection) as ran:
            labels_for(school, some)
        counts.append(len(ran))

    assert counts[0] == counts[1]
