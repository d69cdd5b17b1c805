import pytest

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.partners import OfficerLoanFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.models import Officer
from vetting.queries.authorities.officers import account_of, parts_in

pytestmark = pytest.mark.django_db


def test_parts_are_those_that_are_held_now_by_name() -> None:
    authority = VettingAuthorityFactory()
    zoe = OfficerFactory(authority=authority, user__first_name="Zoe")
    ann = OfficerFactory(authority=authority, user__first_name="Ann")
    gone = OfficerFactory(authority=authority)
    Officer.objects.filter(pk=gone.pk).update(ended_at=clock.now())
    lent = OfficerLoanFactory(borrower=authority, accepted=True)
    lent.user.first_name = "Moe"
    lent.user.save(update_fields=["first_name"])
    OfficerFactory()

    assert list(parts_in(authority)) == [ann, Officer.objects.get(loan=lent), zoe]


def test_an_account_is_found_by_its_address_however_it_is_written() -> None:
    user = UserFactory(email="ada@example.org")
    UserFactory(email="gone@example.org", is_active=False)

    assert account_of(" Ada@Example.org ") == user
    assert account_of("gone@example.org") is None
