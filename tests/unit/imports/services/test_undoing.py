import pytest

from directory.models import OfferVersion, Person
from imports.models import Change
from imports.services.running import start_undo
from imports.services.undoing import undo_change
from tests.factories.imports import imported

pytestmark = pytest.mark.django_db


def test_an_offer_in_which_somebody_wrote_stays_with_its_reason() -> None:
    batch = imported()
    batch = start_undo(by=batch.brought_by, batch=batch)
    change = Change.objects.filter(thing="offer").earliest("pk")
    OfferVersion.objects.filter(offer=change.object_id).update(summary="Harvest, cook, eat.")

    undo_change(batch, change)

    assert (change.kept_because, change.undone_at) == ("Somebody has written in it since.", None)


def test_what_is_gone_already_counts_as_undone() -> None:
    batch = imported("Provider,Email,Kind,Tutor\nPlot,plot@example.org,company,Rosa\n")
    batch = start_undo(by=batch.brought_by, batch=batch)
    change = Change.objects.get(thing="person")
    Person.objects.all().delete()

    undo_change(batch, change)

    assert (change.kept_because, change.undone_at is None) == ("", False)
