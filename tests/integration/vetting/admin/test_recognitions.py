"""Other authorities' statements on a case, recognising one, the list of whom one relies on, and alerts."""

import datetime
import re

import pytest
from django.test import Client

from core import clock
from directory.models import Offer
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory
from tests.factories.partners import CrossAuthorityAlertFactory, RecognitionFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import CaseFactory, OfficerFactory, SchoolAcceptanceFactory, VettingAuthorityFactory, cleared_offer
from tests.support.officers import case_page, desk_of, said, told
from vetting.models import AssuranceStatement, Case, Clearance, Recognition, VettingAuthority
from vetting.services.clearances.suspensions import suspend

pytestmark = pytest.mark.django_db

RELIED_ON, ALERTS = "/admin/vetting/recognised/", "/admin/vetting/alerts/"


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory(name="Westshire Council")


@pytest.fixture
def offer() -> Offer:
    there = VettingAuthorityFactory(name="Eastshire Council", contact_email="vetting@eastshire.example.org", contact_phone="01632 960 100")
    return cleared_offer(authority=there, version__pattern="occasional", version__title="Bread for lunch")


@pytest.fixture
def case(authority: VettingAuthority, offer: Offer) -> Case:
    version = offer.approved_version
    assert version is not None
    people = list(version.people.all())
    newer = OfferFactory(state="in_review", provider=offer.provider, version__people=people, version__pattern="occasional")
    return CaseFactory(authority=authority, offer=newer, claimed=True)


@pytest.fixture
def first(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(first_name="Fi", last_name="Rst"), authority)


@pytest.fixture
def second(authority: VettingAuthority) -> Client:
    return desk_of(UserFactory(), authority)


def test_from_the_case_to_a_confirmed_recognition_and_what_it_spares(case: Case, offer: Offer, first: Client, second: Client) -> None:
    statement = AssuranceStatement.objects.get()
    before = said(first.get(case_page(case)))
    page = f"/admin/vetting/cases/{case.pk}/recognise/{statement.pk}/"
    form = first.get(page)
    sent = dict(form.context["form"].initial)

    recognised = first.post(page, sent, follow=True)
    waiting = said(second.get(RELIED_ON))
    recognition = Recognition.objects.get()
    confirmed = second.post(f"{RELIED_ON}{recognition.pk}/confirm/", follow=True)
    after = said(first.get(case_page(case)))

    held = f"Held by Eastshire Council until {statement.holds_until:%-d %B %Y}."
    assert "What other authorities say Eastshire Council With school staff present: " in before
    assert "vetting@eastshire.example.org · 01632 960 100 Assured until" in before
    assert "Recognise instead of asking again" in before
    assert held in before
    assert "so it need not be asked again" not in before
    assert "vetting@eastshire.example.org , 01632 960 100" in said(form)
    assert told(recognised) == ["Recognised. A second officer confirms it, under Recognised statements."]
    assert "Waits for a second officer" in waiting
    assert told(confirmed) == ["Confirmed. The offers' pages name your authority too."]
    assert f"{offer.provider} said by Eastshire Council, recognised by Westshire Council" in said(confirmed)
    assert f"{held} Recognised here, so it need not be asked again." in after
    assert "Recognised here until" in after


def test_refusals_stand_at_their_field(case: Case, first: Client) -> None:
    statement = AssuranceStatement.objects.get()
    page = f"/admin/vetting/cases/{case.pk}/recognise/{statement.pk}/"
    sent = dict(first.get(page).context["form"].initial) | {"expires_on": "2099-01-01"}

    answer = first.post(page, sent)

    assert answer.context["form"].errors["expires_on"][0].startswith("It ends on or after its first day")
    assert 'value="2099-01-01"' in answer.content.decode()


def test_what_does_not_hold_reads_currently_unavailable_and_cannot_be_recognised(case: Case, offer: Offer, first: Client) -> None:
    statement = AssuranceStatement.objects.get()
    suspend(
        by=OfficerFactory(authority=statement.authority).user, clearance=Clearance.objects.get(offer=offer), ground="police_or_court_matter"
    )

    page = said(first.get(case_page(case)))

    assert "Currently unavailable" in page
    assert "Recognise instead of asking again" not in page
    assert not re.search(r"suspend|police", page, re.IGNORECASE)
    assert first.get(f"/admin/vetting/cases/{case.pk}/recognise/{statement.pk}/").status_code == 404


def test_the_list_says_what_holds_and_withdrawing_is_asked_once_more(authority: VettingAuthority, offer: Offer, first: Client) -> None:
    statement = AssuranceStatement.objects.get()
    holds = RecognitionFactory(authority=authority, statement=statement)
    RecognitionFactory(authority=authority, recognised_at=clock.now() - datetime.timedelta(days=400))
    today = clock.today()
    later = datetime.timedelta(days=3)
    RecognitionFactory(authority=authority, starts_on=today + later, expires_on=today + later)

    stands = sorted(line[2] for line in first.get(RELIED_ON).context["lines"])
    asked = said(first.get(f"{RELIED_ON}{holds.pk}/withdraw/"))
    done = first.post(f"{RELIED_ON}{holds.pk}/withdraw/", follow=True)

    assert stands == ["Begins later", "Does not hold today", "Holds"]
    assert "Your authority relies on it no longer, from now." in asked
    assert told(done) == ["Withdrawn."]
    assert first.get(f"{RELIED_ON}{holds.pk}/withdraw/").status_code == 404


def test_an_alert_stands_with_whom_to_contact_until_somebody_sees_to_it(authority: VettingAuthority, first: Client) -> None:
    alert = CrossAuthorityAlertFactory(authority=authority, contact__name="Eastshire Council", contact__contact_phone="01632 960 100")
    home = first.get("/admin/").content.decode()

    page = said(first.get(ALERTS))
    after = first.post(f"{ALERTS}{alert.pk}/acknowledge/", follow=True)

    assert "alert from another authority" in home
    assert f"{alert.provider} Contact Eastshire Council: {alert.contact.contact_email} , 01632 960 100" in page
    assert "Nothing." in said(after)


def test_an_administrator_who_works_on_no_cases_is_told_who_sees_to_an_alert(authority: VettingAuthority) -> None:
    alert = CrossAuthorityAlertFactory(authority=authority)

    answer = desk_of(UserFactory(), authority, "administrator").post(f"{ALERTS}{alert.pk}/acknowledge/", follow=True)

    alert.refresh_from_db()
    assert (told(answer), alert.acknowledged_at) == (["Only an officer of Westshire Council can do this."], None)


def test_the_offer_the_provider_the_schools_page_and_its_letter_name_who_recognises(
    authority: VettingAuthority, offer: Offer, client: Client
) -> None:
    statement = AssuranceStatement.objects.get()
    without = client.get(f"/offers/{offer.slug}/").content.decode()
    RecognitionFactory(authority=authority, statement=statement)
    head = SchoolMemberFactory(roles=["approver"])
    SchoolAcceptanceFactory(school=head.school, statement=statement)

    public = client.get(f"/offers/{offer.slug}/").content.decode()
    provider = client.get(f"/providers/{offer.provider.slug}/").content.decode()
    client.force_login(head.user)
    listed = client.get(f"/school/{head.school.pk}/assurance/").content.decode()
    letter = client.get(f"/school/{head.school.pk}/assurance/{offer.provider.slug}/").content.decode()

    assert "Recognised by" not in without
    for page in (public, provider, listed):
        assert "Recognised by Westshire Council" in page
    assert "Westshire Council until" in letter
