import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Page

from accounts.models import User
from cms.models import GuidancePage, StandardPage
from cms.starter import SLUGS, set_up_pages
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages() -> None:
    set_up_pages()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_guidance_opens_under_its_own_title(client: Client, slug: str) -> None:
    page = Page.objects.get(slug=slug)

    answer = client.get(f"/{slug}/")

    assert answer.status_code == 200
    assert f'<h1 class="govuk-heading-xl">{page.title}</h1>' in answer.text


def test_vetting_page_lists_its_headings(client: Client) -> None:
    answer = client.get("/how-vetting-works/")

    assert '<a class="govuk-link" href="#what-is-checked">What is checked</a>' in answer.text
    assert 'id="what-is-checked"' in answer.text


def test_a_draft_is_not_found(client: Client) -> None:
    StandardPage.objects.get(slug="terms").unpublish()

    assert client.get("/terms/").status_code == 404


def test_help_menu_leads_nowhere_outside(client: Client, settings: Settings) -> None:
    settings.OFFICERS_NEED_SECOND_FACTOR = False
    client.force_login(_editor())

    answer = client.get(reverse("wagtailadmin_home"))

    assert answer.status_code == 200
    assert "guide.wagtail.org" not in answer.text
    assert "wagtail.org" not in answer.text


def test_a_page_below_guidance_leads_back_to_it(client: Client) -> None:
    parent = GuidancePage.objects.get(slug="for-schools")
    parent.add_child(
        instance=GuidancePage(title="Joining", slug="joining", body=[("questions", [{"question": "Who?", "answer": "<p>You</p>"}])])
    )

    above, below = client.get("/for-schools/"), client.get("/for-schools/joining/")

    assert '<a class="govuk-link" href="/for-schools/joining/">Joining</a>' in above.text
    assert '<a href="/for-schools/" class="govuk-back-link">For schools</a>' in below.text


def test_search_of_pages_finds_words_of_the_body_and_nothing_unpublished(client: Client) -> None:
    StandardPage.objects.get(slug="terms").unpublish()

    answer = client.get("/search-pages/", {"q": "insurance"})
    hidden = client.get("/search-pages/", {"q": "share of"})

    assert [page.slug for page in answer.context["pages"]] == ["how-vetting-works"]
    assert list(hidden.context["pages"]) == []


def _editor() -> User:
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    return user
