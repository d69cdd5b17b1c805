import pytest

from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderPersonFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import CaseFactory, LegalHoldFactory, OfficerFactory, VettingAuthorityFactory
from vetting.queries.holds import Thing, find_things, holds_seen_by, thing_of

pytestmark = pytest.mark.django_db


def test_words_find_what_the_authority_has_to_do_with() -> None:
    case = CaseFactory(offer__provider__name="Plot to Plate")
    person = ProviderPersonFactory(provider=case.provider, person__name="Rosa Plotkin").person
    school = SchoolFactory(authority=case.authority.local_authority, name="Plotland School")
    CaseFactory(offer__provider__name="Plotters Elsewhere")

    assert find_things(case.authority, "plot") == [
        Thing("person", person.pk, "Rosa Plotkin"),
        Thing("provider", case.provider_id, "Plot to Plate"),
        Thing("school", school.pk, "Plotland School"),
    ]
    assert find_things(case.authority, "") == []


def test_a_thing_of_another_authority_is_none() -> None:
    case = CaseFactory()

    assert thing_of(case.authority, "provider", case.provider_id) == Thing("provider", case.provider_id, case.provider.name)
    assert thing_of(VettingAuthorityFactory(), "provider", case.provider_id) is None
    assert thing_of(case.authority, "elephant", 1) is None
    assert Thing("school", 1, "A").kind_label == "School"


def test_holds_are_for_leads_administrators_and_auditors_of_the_authority() -> None:
    hold = LegalHoldFactory()
    LegalHoldFactory()
    seen = {role: list(holds_seen_by(OfficerFactory(authority=hold.authority, role=role).user)) for role in ("lead", "auditor", "officer")}

    assert seen == {"lead": [hold], "auditor": [hold], "officer": []}
    assert list(holds_seen_by(UserFactory(is_superuser=True))) == []
