"""A school is worried: whom to ring, what is passed on, and that the other side never learns of it."""

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import AuditEvent, OutboxMessage
from core.outbox import decide
from schools.enums import SchoolRole
from tests.factories.bookings import SPRING, Scene
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import OfficerFactory, leader_of
from tests.support.bookings import ClientOf
from vetting.models import Clearance, Concern, VettingAuthority
from vetting.services.clearances.suspensions import suspend
from vetting.services.concerns.concerns import acknowledge

DAY = {"told_on_day": "20", "told_on_month": "11", "told_on_year": "2026"}
ANSWERS = DAY | {"about": "provider", "route": "school_lead", "told_at": "10:30"}


def words(response: object) -> str:
    main = BeautifulSoup(response.content.decode(), "html.parser").main  # type: ignore[attr-defined]  # any response
    assert main is not None
    return " ".join(main.get_text(" ").split())


def assuring(scene: Scene) -> VettingAuthority:
    return Clearance.objects.select_related("authority").get(person=leader_of(scene.offer)).authority


def test_it_leads_with_whom_to_ring_by_role_and_name(scene: Scene, client_of: ClientOf) -> None:
    address = f"/bookings/{scene.ask(SPRING[0]).reference}/concern/"
    lead = SchoolMemberFactory(school=scene.school, roles=[SchoolRole.SAFEGUARDING_LEAD]).user

    unknown = words(client_of(scene.coordinator).get(address))
    VettingAuthority.objects.update(lado_phone="01670 555 020")
    known = words(client_of(scene.coordinator).get(address))

    assert f"Ask the switchboard of {scene.school.authority}" in unknown
    assert known.index("999") < known.index(lead.name) < known.index("01670 555 020") < known.index("Then pass on that you rang")
    assert "Nothing is told on this page" in known


def test_anybody_of_the_school_passes_it_on_and_reads_whether_an_officer_has_it(scene: Scene, client_of: ClientOf) -> None:
    address = f"/bookings/{scene.ask(SPRING[0]).reference}/concern/"
    receptionist = SchoolMemberFactory(school=scene.school, roles=[SchoolRole.RECEPTION]).user
    person = leader_of(scene.offer)

    sent = client_of(receptionist).post(address, ANSWERS | {"about": str(person.pk), "asks_suspension": "on"}, follow=True)
    concern = Concern.objects.get()
    acknowledge(by=OfficerFactory(authority=concern.authority).user, concern=concern)

    assert (concern.person, concern.school, concern.asks_suspension, concern.raised_by) == (person, scene.school, True, receptionist)
    assert f"{concern.told_at:%Y-%m-%d %H:%M}" == "2026-11-20 10:30"
    assert "no officer has it yet" in words(sent)
    assert "an officer has it" in words(client_of(receptionist).get(address))
    assert "Passed on by your school" not in words(client_of(scene.coordinator).get(address))


def test_a_story_and_a_file_are_refused_and_what_was_typed_stays(scene: Scene, client_of: ClientOf) -> None:
    address = f"/bookings/{scene.ask(SPRING[0]).reference}/concern/"

    story = client_of(scene.coordinator).post(address, ANSWERS | {"reference": "he hit a boy"})
    file = client_of(scene.coordinator).post(address, ANSWERS | {"file": SimpleUploadedFile("story.txt", b"x")})
    ahead = client_of(scene.coordinator).post(address, ANSWERS | {"told_on_year": "2027"})

    assert "Give the reference alone" in words(story)
    assert 'value="he hit a boy"' in story.content.decode()
    assert "No files are taken here" in words(file)
    assert "This time lies ahead" in words(ahead)
    assert not Concern.objects.exists()


def test_the_provider_never_learns_of_it(scene: Scene, client_of: ClientOf) -> None:
    booking, member = scene.confirmed(SPRING[0]), scene.member.user
    pages = [f"/bookings/{booking.reference}/", f"/provider/{scene.offer.provider.slug}/bookings/", f"/offers/{scene.offer.slug}/"]
    before = [words(client_of(member).get(page)) for page in pages]
    mails = OutboxMessage.objects.filter(recipient=scene.offer.provider.contact_email).count()

    client_of(scene.coordinator).post(f"/bookings/{booking.reference}/concern/", ANSWERS)

    assert Concern.objects.count() == 1
    assert client_of(member).get(f"/bookings/{booking.reference}/concern/").status_code == 404
    assert client_of(member).post(f"/bookings/{booking.reference}/concern/", ANSWERS).status_code == 404
    assert [words(client_of(member).get(page)) for page in pages] == before
    assert not [word for page in before[:2] for word in ("concern", "Worried") if word in page]
    assert OutboxMessage.objects.filter(recipient=scene.offer.provider.contact_email).count() == mails
    assert not OutboxMessage.objects.filter(kind="vetting.board", recipient__in=[member.email, scene.coordinator.email]).exists()
    event = AuditEvent.objects.get(action="concern.raise")
    assert (event.details, event.changed_fields, event.reason_code) == ({}, [], "")


def test_another_school_of_the_provider_never_learns_of_it(scene: Scene, client_of: ClientOf) -> None:
    mine = scene.ask(SPRING[0])
    other = SchoolMemberFactory(roles=[SchoolRole.SAFEGUARDING_LEAD])
    client_of(scene.coordinator).post(f"/bookings/{mine.reference}/concern/", ANSWERS)

    assert client_of(other.user).get(f"/bookings/{mine.reference}/concern/").status_code == 404
    assert not Concern.objects.raised_for(other.user, other.school).exists()


def test_an_officer_suspends_after_it_in_words_that_say_nothing(scene: Scene, client_of: ClientOf) -> None:
    booking, authority = scene.confirmed(SPRING[0]), assuring(scene)
    officer = OfficerFactory(authority=authority).user
    client_of(scene.coordinator).post(f"/bookings/{booking.reference}/concern/", ANSWERS)

    suspend(by=officer, clearance=Clearance.objects.get(person=leader_of(scene.offer)), ground="allegation_lado")

    mails = OutboxMessage.objects.filter(recipient__in=[scene.offer.provider.contact_email, scene.member.user.email])
    texts = [mail.text for mail in map(decide, mails) if mail is not None]
    assert texts
    assert not [text for text in texts if "concern" in text or "worried" in text]
