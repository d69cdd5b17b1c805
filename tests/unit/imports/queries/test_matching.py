import pytest

from directory.models import Provider
from imports.queries.matching import AmbiguousError, Known
from imports.rules.lines import Entry
from tests.factories.directory import ProviderFactory, ProviderMemberFactory
from tests.factories.imports import imported
from tests.factories.vetting import VettingAuthorityFactory

pytestmark = pytest.mark.django_db


def entry(name: str, email: str, postcode: str = "") -> Entry:
    place = {"postcode": postcode} if postcode else {}
    return Entry(2, {"name": name, "contact_email": email, "kinds": ["employer"], **place}, None, None, (), ())


def found(wanted: Entry) -> tuple[Provider, bool] | None:
    match = Known([wanted], VettingAuthorityFactory()).find(wanted)
    return (match.provider, match.is_ours) if match else None


def test_a_provider_is_found_by_its_address_in_any_case() -> None:
    provider = ProviderFactory(contact_email="Plot@Example.org")

    assert found(entry("Another name", "plot@example.org")) == (provider, False)


def test_a_provider_is_found_by_the_address_of_somebody_who_acts_for_it() -> None:
    member = ProviderMemberFactory(user__email="rosa@example.org")

    assert found(entry("Plot", "rosa@example.org")) == (member.provider, False)


def test_a_provider_is_found_by_name_and_postcode() -> None:
    provider = ProviderFactory(name="Plot-to-Plate", postcode="NE23 6QW", contact_email="a@example.org")

    assert found(entry("Plot to plate", "b@example.org", "NE23 6QW")) == (provider, False)
    assert found(entry("Plot to plate", "b@example.org", "NE23 6QX")) is None
    assert found(entry("Plot to plate", "b@example.org")) is None


def test_among_several_with_one_address_the_name_decides() -> None:
    first, _second = (ProviderFactory(name=name, contact_email="office@example.org") for name in ("Bread", "Plot"))

    assert found(entry("bread", "office@example.org")) == (first, False)
    with pytest.raises(AmbiguousError):
        found(entry("Cheese", "office@example.org"))


def test_a_provider_is_ours_while_nobody_acts_for_it() -> None:
    batch = imported("Provider,Email\nPlot,plot@example.org\n")
    wanted = entry("Plot", "plot@example.org")

    before = Known([wanted], batch.authority).find(wanted)
    ProviderMemberFactory(provider=Provider.objects.get())
    after = Known([wanted], batch.authority).find(wanted)

    assert (before is not None and before.is_ours, after is not None and after.is_ours) == (True, False)
