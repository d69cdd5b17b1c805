import pytest

from tests.factories.accreditation import AccreditationFactory, ObservationFactory
from tests.factories.directory import PersonFactory
from vetting.models import Accreditation, Observation
from vetting.services.clearances.merging import merge_person

pytestmark = pytest.mark.django_db


def test_of_two_with_one_authority_the_farther_stays() -> None:
    keep, gone = PersonFactory(), PersonFactory()
    near = AccreditationFactory(person=keep, inducted=True)
    ObservationFactory(accreditation=near)
    far = AccreditationFactory(person=gone, authority=near.authority, accredited=True)
    elsewhere = AccreditationFactory(person=gone)

    merge_person(keep_id=keep.pk, gone_id=gone.pk)

    assert dict(Accreditation.objects.filter(person=keep).values_list("pk", "state")) == {
        near.pk: "withdrawn",
        far.pk: "accredited",
        elsewhere.pk: "begun",
    }
    assert Observation.objects.get().state == "closed"
