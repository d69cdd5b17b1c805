import pytest

from core import periodic
from directory.enums import Pattern, ProviderKind
from directory.models import Offer, Provider
from tests.factories.directory import OfferFactory
from tests.factories.vetting import cleared_offer
from vetting.services.clearances import sweep

pytestmark = pytest.mark.django_db


def test_the_sweep_finds_what_changed_without_anybodys_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "AT_ONCE", 2)
    offers = [
        cleared_offer(without=["REFERENCES"], provider__kinds=[ProviderKind.CBT_ORGANISATION], version__pattern=Pattern.OCCASIONAL)
        for _number in range(3)
    ]
    OfferFactory()
    Provider.objects.filter(pk=offers[2].provider_id).update(kinds=[ProviderKind.CBT_INDIVIDUAL])

    changed, again = sweep.refresh_everything(), sweep.refresh_everything()

    assert (changed > 0, again) == (True, 0)
    assert set(Offer.objects.shown()) == {offers[0], offers[1]}


def test_it_runs_by_itself_once_a_day() -> None:
    (job,) = [job for job in periodic.jobs() if job.name == "vetting.refresh"]

    assert (job.at_most_every.days, job.atomic, job.work) == (1, False, sweep.refresh_everything)
