import pytest
from django.test import Client

from core import clock
from directory.models import Person, Provider
from directory.states import OfferState
from schools.enums import SchoolRole
from schools.models import MemberRole, School, SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.directory import OfferFactory, PersonFactory, ProviderFactory, ProviderPersonFactory
from tests.factories.schools import SchoolFactory
from tests.support.pages import answers_on, heading, problems, said, soup_of, typed

pytestmark = pytest.mark.django_db

START = "/provider/start/"


def test_start_makes_a_provider_and_says_what_comes_next(client: Client) -> None:
    user = UserFactory(email="rosa@example.org")
    client.force_login(user)

    answer = client.post(START, {"kinds": ["cbt_individual"], "name": "Rosa Brown", "postcode": "ne23 6qw"}, follow=True)

    provider = Provider.objects.get()
    assert (answer.request["PATH_INFO"], heading(answer)) == ("/provider/rosa-brown/", "Rosa Brown")
    assert (provider.kinds, provider.postcode, provider.contact_email) == (["cbt_individual"], "NE23 6QW", "rosa@example.org")
    assert said(answer) == ["Saved. Here is what comes next, in any order."]


def test_start_names_everything_that_is_wrong_and_keeps_what_was_typed(client: Client) -> None:
    client.force_login(UserFactory())

    answer = client.post(START, {"kinds": ["robot"], "name": "R", "postcode": "over there"})

    assert problems(answer) == [
        "Choose one of the answers that are offered",
        "Write at least 2 characters",
        "This is not a British postcode. Write it in full, like NE23 6QW.",
    ]
    assert (typed(answer, "name"), typed(answer, "postcode"), Provider.objects.count()) == ("R", "over there", 0)


def test_start_sent_twice_makes_one(client: Client) -> None:
    client.force_login(UserFactory())

    for _sent in range(2):
        client.post(START, {"kinds": ["employer"], "name": "Blyth Bakery", "postcode": "NE24 2AB"})

    assert Provider.objects.count() == 1


@pytest.mark.parametrize("role", [SchoolRole.ADMINISTRATOR, SchoolRole.COORDINATOR])
def test_an_administrator_may_begin_in_the_name_of_their_school(client: Client, role: SchoolRole) -> None:
    school: School = SchoolFactory()
    member = SchoolMember.objects.create(school=school, user=UserFactory(), joined_at=clock.now())
    MemberRole.objects.create(member=member, role=role, holder=member.user, granted_at=clock.now())
    client.force_login(member.user)

    client.post(START, {"kinds": ["third_space_host"], "name": "Our hall", "postcode": "NE23 6QW", "school": school.pk})

    assert Provider.objects.get().school == (school if role == SchoolRole.ADMINISTRATOR else None)


def test_overview_shows_the_next_thing_to_do(member_client: Client, provider: Provider) -> None:
    ProviderPersonFactory(provider=provider, person=PersonFactory(open_all_week=True))

    page = soup_of(member_client.get("/provider/burn/"))

    states = [tag.get_text(strip=True) for tag in page.select(".govuk-task-list__status")]
    assert states == ["Done", "Done", "If you need it", "To do", "Done"]
    assert [button.get_text(strip=True) for button in page.select("aside .govuk-button")] == ["Offers"]


def test_profile_is_saved(member_client: Client, provider: Provider) -> None:
    answers = answers_on(member_client, "/provider/burn/profile/") | {
        "name": "Burn Growers",
        "charity_number": "1234567",
        "website": "burn.example.org",
    }

    answer = member_client.post("/provider/burn/profile/", answers, follow=True)

    provider.refresh_from_db()
    assert (provider.name, provider.charity_number, provider.website) == ("Burn Growers", "1234567", "https://burn.example.org")
    assert said(answer) == ["Saved."]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "x" * 121, "Shorten this to 120 characters: it has 121"),
        ("summary", "x" * 201, "Shorten this to 200 characters: it has 201"),
        ("website", "not a site", "Write a web address, like https://www.example.org"),
        ("contact_email", "nobody", "Write an e-mail address, like name@example.org"),
        ("postcode", "NE23", "This is not a British postcode. Write it in full, like NE23 6QW."),
        ("contact_phone", "12", "Enter the whole number with its area code, like 01670 555123"),
        ("contact_phone", "ring the shop", "Enter the whole number with its area code, like 01670 555123"),
        ("company_number", "12", "Enter the eight letters and numbers of Companies House, like 01234567 or SC123456"),
        ("charity_number", "no", "Enter the number of the charity register, like 1234567 or SC012345"),
        ("name", "", "Fill in “Name”"),
    ],
)
def test_profile_refuses_bad_answers_at_their_field(
    member_client: Client, provider: Provider, field: str, value: str, message: str
) -> None:
    answer = member_client.post("/provider/burn/profile/", answers_on(member_client, "/provider/burn/profile/") | {field: value})

    assert (problems(answer), typed(answer, field)) == ([message], value)
    assert Provider.objects.get().name == "Burn Allotments"


def test_profile_tells_when_somebody_changed_it_meanwhile_and_saves_when_sent_again(member_client: Client, provider: Provider) -> None:
    url = "/provider/burn/profile/"
    opened = answers_on(member_client, url)
    Provider.objects.update(summary="Theirs.")

    refused = member_client.post(url, opened | {"summary": "Mine."})
    again = {name: typed(refused, name) for name in ("seen", "summary")}
    member_client.post(url, opened | again)

    assert problems(refused) == ["Somebody changed this after you opened it. Your answers are below: save again to keep them."]
    stored = [entry.get_text() for entry in soup_of(refused).select(".govuk-inset-text dt, .govuk-inset-text dd")]
    assert stored == ["In one sentence", "Theirs."]
    assert Provider.objects.get().summary == "Mine."


def test_profile_sent_twice_is_not_a_clash(member_client: Client, provider: Provider) -> None:
    answers = answers_on(member_client, "/provider/burn/profile/") | {"summary": "We grow."}

    for _sent in range(2):
        answer = member_client.post("/provider/burn/profile/", answers, follow=True)

    assert said(answer)[-1] == "Saved."


def test_closing_asks_first_and_can_be_undone(member_client: Client, provider: Provider) -> None:
    asked = member_client.get("/provider/burn/close/")
    unchanged = Provider.objects.get().is_closed
    member_client.post("/provider/burn/close/")
    closed = Provider.objects.get().is_closed
    reopened = member_client.post("/provider/burn/reopen/", follow=True)

    assert (heading(asked), unchanged, closed, Provider.objects.get().is_closed) == ("Stop offering?", False, True, False)
    assert said(reopened)[-1:] == ["Open again. Listed offers that are still assured show at once."]


def test_closing_is_refused_with_the_reason_while_an_officer_looks(member_client: Client, provider: Provider) -> None:
    OfferFactory(provider=provider, state=OfferState.IN_REVIEW)

    answer = member_client.post("/provider/burn/close/", follow=True)

    assert said(answer) == ["An officer is looking at one of your offers. Take it back from them first."]


def test_a_person_is_added_with_the_first_words_of_who_begins(client: Client) -> None:
    provider = ProviderFactory(slug="rosa", kinds=["cbt_individual"])
    user = UserFactory(first_name="Rosa", last_name="Brown")
    provider.members.create(user=user, joined_at=clock.now())
    client.force_login(user)

    answers = answers_on(client, "/provider/rosa/people/new/")
    client.post("/provider/rosa/people/new/", answers | {"public_name": "Rosa, gardener", "engagement": "paid_self_employed"})

    person = Person.objects.get()
    assert (person.name, person.public_name, person.user) == ("Rosa Brown", "Rosa, gardener", user)


def test_a_person_is_changed_and_removed(member_client: Client, provider: Provider) -> None:
    link = ProviderPersonFactory(provider=provider)
    url = f"/provider/burn/people/{link.pk}/"

    changed = member_client.post(url, answers_on(member_client, url) | {"name": "Rosa Brown", "public_name": "Rosa, grower"}, follow=True)
    listed = [entry.get_text() for entry in soup_of(changed).select(".jn-measure h2")]
    removed = member_client.post(f"{url}remove/", follow=True)

    assert (listed, said(removed)) == (["Rosa Brown"], ["Rosa no longer teaches for you."])
    assert heading(removed) == "People who meet pupils"
    assert provider.provider_people.get().left_on == clock.today()


def test_removing_somebody_who_leads_is_refused_with_the_reason(member_client: Client, provider: Provider) -> None:
    link = ProviderPersonFactory(provider=provider, person__public_name="Rosa, gardener")
    OfferFactory(provider=provider, listed=True, version__people=[link.person], version__title="Grow your lunch")

    answer = member_client.post(f"/provider/burn/people/{link.pk}/remove/", follow=True)

    assert said(answer) == ["Rosa leads “Grow your lunch”. Change who leads it, or pause it, first."]


@pytest.mark.parametrize(("name", "message"), [("", "Fill in “Full name”"), ("R", "Write at least 2 characters")])
def test_a_person_needs_a_name(member_client: Client, provider: Provider, name: str, message: str) -> None:
    answers = {"name": name, "public_name": "Rosa, gardener", "engagement": "volunteer"}

    answer = member_client.post("/provider/burn/people/new/", answers)

    assert (problems(answer), typed(answer, "public_name"), Person.objects.count()) == ([message], "Rosa, gardener", 0)


def test_a_postcode_that_is_not_on_the_map_is_said(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)

    answer = client.post(START, {"kinds": ["cbt_individual"], "name": "Rosa Brown", "postcode": "NE99 9ZZ"}, follow=True)

    assert "NE99 9ZZ is not on our map" in answer.text
