"""Importing, in small steps that can be cut short; and undoing, of what nobody has touched."""

import datetime

import pytest
import time_machine

from core import clock
from directory.models import Offer, Person, Provider
from directory.services.providers import add_member
from imports.exceptions import BatchError
from imports.models import Change
from imports.services import running
from imports.services.running import start_import, start_undo, work_on_imports
from imports.states import BatchState
from tests.factories.accounts import UserFactory
from tests.factories.imports import REGISTER, brought, imported, lead_of
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory, good_recording
from vetting.exceptions import NotAllowedError
from vetting.models import Check
from vetting.queries.policies.content import content_of
from vetting.services.checks.recording import record_check

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in (Provider, Person, Offer, Check)}


NOTHING = {"Provider": 0, "Person": 0, "Offer": 0, "Check": 0}
EVERYTHING = {"Provider": 2, "Person": 2, "Offer": 2, "Check": 2}


def test_everything_that_the_preview_showed_is_made() -> None:
    batch = imported()

    plot = Provider.objects.get(name="Plot to Plate")
    assert (batch.state, counts()) == (BatchState.IMPORTED, EVERYTHING)
    assert (plot.contact_email, plot.postcode, plot.kinds) == ("plot@example.org", "NE23 6QW", ["cbt_organisation"])
    assert plot.home_authority == batch.authority.local_authority
    assert sorted(plot.provider_people.values_list("person__name", "person__public_name")) == [
        ("Rosa Thorne", "Rosa, gardener"),
        ("Sam Reed", "Sam, cook"),
    ]
    assert sorted(plot.offers.values_list("state", "versions__title")) == [("draft", "An allotment lunch"), ("draft", "Soup for thirty")]


def test_imported_dates_are_recorded_and_say_nothing_but_dates() -> None:
    imported()

    checks = Check.objects.order_by("check_type").values_list("check_type", "source", "state", "outcome", "issued_on", "expires_on")
    assert list(checks) == [
        ("DBS_ENH", "import", "recorded", "", datetime.date(2025, 9, 4), None),
        ("PLI", "import", "recorded", "", None, datetime.date(2027, 12, 31)),
    ]


def test_lines_are_forgotten_once_they_are_imported() -> None:
    batch = imported(REGISTER + "X,no address,,,,,,,\n")

    assert [(row.line, bool(row.cells)) for row in batch.rows.all()] == [(2, False), (3, False), (4, False), (5, True)]


def test_an_import_that_was_cut_short_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHUNK", 1)
    monkeypatch.setattr(running, "AT_ONCE", 1)
    monkeypatch.setattr(running, "_nudge", lambda: None)
    batch = brought()
    start_import(by=batch.brought_by, batch=batch)

    work_on_imports()

    assert counts() == {"Provider": 1, "Person": 1, "Offer": 1, "Check": 2}
    for _again in range(5):
        work_on_imports()
    batch.refresh_from_db()
    assert (batch.state, counts(), Change.objects.count()) == (BatchState.IMPORTED, EVERYTHING, 8)


def test_what_became_impossible_since_the_preview_is_refused_then() -> None:
    batch = brought("Provider,Email\nPlot,plot@example.org\n")
    start_import(by=batch.brought_by, batch=batch)
    for name in ("Plot A", "Plot B"):
        Provider.objects.create(slug=name[-1], name=name, kinds=["employer"], contact_email="plot@example.org", created_at=clock.now())

    work_on_imports()

    row = batch.rows.get()
    assert (row.verdict, row.problems[0][0], Change.objects.count()) == ("rejected", "email", 0)


def test_an_import_of_nothing_is_refused() -> None:
    batch = brought("Provider,Email\nPlot,nothing\n")

    with pytest.raises(BatchError, match="No line"):
        start_import(by=batch.brought_by, batch=batch)


def test_changed_fields_are_written_and_put_back() -> None:
    first = imported()
    again = imported(REGISTER.replace("NE24 1AA", "NE24 1AB"), authority=first.authority)
    brass = Provider.objects.get(name="Brass for All")
    assert brass.postcode == "NE24 1AB"

    undo(again)

    brass.refresh_from_db()
    assert (brass.postcode, counts()) == ("NE24 1AA", EVERYTHING)


def undo(batch: object) -> None:
    start_undo(by=batch.started_by, batch=batch)  # type: ignore[attr-defined, arg-type]
    work_on_imports()
    batch.refresh_from_db()  # type: ignore[attr-defined]


def test_undo_takes_back_everything() -> None:
    batch = imported()

    undo(batch)

    assert (batch.state, counts(), batch.changes.filter(undone_at=None).count()) == (BatchState.UNDONE, NOTHING, 0)


def test_what_a_provider_has_claimed_stays_and_is_named() -> None:
    batch = imported()
    add_member(by=None, provider=Provider.objects.get(name="Plot to Plate"), user=UserFactory())

    undo(batch)

    assert counts() == {"Provider": 1, "Person": 2, "Offer": 2, "Check": 0}
    assert set(batch.changes.exclude(kept_because="").values_list("kept_because", flat=True)) == {
        "The provider has claimed its profile: it is theirs now."
    }


def test_a_check_that_an_officer_has_recorded_since_stays_and_everything_under_it() -> None:
    batch = imported()
    officer = OfficerFactory(authority=batch.authority).user
    recording = good_recording(content_of(batch.authority.policy).by_code["PLI"])
    plot = Provider.objects.get(name="Plot to Plate")
    record_check(by=officer, authority=batch.authority, check_type="PLI", subject=plot, **recording)

    undo(batch)

    kept = dict(batch.changes.exclude(kept_because="").values_list("thing", "kept_because"))
    assert kept == {"check": "An officer has dealt with this check since.", "provider": "Other things rest on it by now."}


def test_what_was_changed_since_stays() -> None:
    batch = imported()
    Provider.objects.filter(name="Brass for All").update(contact_phone="01670 1", summary="Changed", postcode="NE1 1AA")

    undo(batch)

    assert list(batch.changes.exclude(kept_because="").values_list("line", "kept_because")) == [(4, "It has been changed since.")]


def test_a_later_import_is_undone_first() -> None:
    first = imported()
    imported(REGISTER.replace("NE24 1AA", "NE24 1AB"), authority=first.authority)

    undo(first)

    assert list(first.changes.exclude(kept_because="").values_list("kept_because", flat=True)) == [
        "A later import changed it. Undo that one first."
    ]


def test_undo_is_refused_after_thirty_days() -> None:
    batch = imported()

    with time_machine.travel(clock.now() + datetime.timedelta(days=31)), pytest.raises(BatchError, match="thirty days"):
        start_undo(by=batch.brought_by, batch=batch)


def test_an_import_is_started_and_undone_by_leads_alone() -> None:
    waiting, done = brought(), imported("Provider,Email\nBread,bread@example.org\n")
    officer, other = OfficerFactory(authority=waiting.authority).user, lead_of(VettingAuthorityFactory())

    for user in (officer, other):
        with pytest.raises(NotAllowedError):
            start_import(by=user, batch=waiting)
        with pytest.raises(NotAllowedError):
            start_undo(by=user, batch=done)
