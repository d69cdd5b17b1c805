import pytest

from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.exceptions import ConcernError, NotAllowedError
from vetting.services.concerns.contacts import set_lado_contact

pytestmark = pytest.mark.django_db


def test_a_lead_or_an_administrator_sets_it_and_nobody_else() -> None:
    authority = VettingAuthorityFactory()
    for role in (OfficerRole.LEAD, OfficerRole.ADMINISTRATOR):
        by = OfficerFactory(authority=authority, role=role).user
        saved = set_lado_contact(by=by, authority=authority, phone=" 01670  555 020", email="lado@example.org")
        assert (saved.lado_phone, saved.lado_email) == ("01670 555 020", "lado@example.org")
    for user in (OfficerFactory(authority=authority).user, OfficerFactory(role=OfficerRole.LEAD).user):
        with pytest.raises(NotAllowedError, match="A lead or an administrator of"):
            set_lado_contact(by=user, authority=authority, phone="", email="")


def test_a_number_that_nobody_could_ring_is_refused() -> None:
    lead = OfficerFactory(role=OfficerRole.LEAD)

    with pytest.raises(ConcernError, match="Write a telephone number"):
        set_lado_contact(by=lead.user, authority=lead.authority, phone="ask Mary", email="")
