import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django.asserts import assertContains, assertRedirects

from schools.enums import Adjustment
from schools.models import PupilGroup, School
from tests.factories.schools import PupilGroupFactory, SchoolFactory, SchoolMemberFactory
from tests.support.costs import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(client: Client) -> School:
    member = SchoolMemberFactory()
    client.force_login(member.user)
    school: School = member.school
    return school


def address(name: str, school: School, *more: object) -> str:
    return reverse(f"schools:{name}", args=[school.pk, *more])


def test_groups_are_listed_in_words(client: Client, school: School) -> None:
    PupilGroupFactory(school=school, label="6B", years=[6], size=24, access_needs={"captions": 1, "large_print": 2})
    PupilGroupFactory(school=school, label="Choir", years=[3, 4, 5, 6], size=1)
    PupilGroupFactory(school=school, label="Duo", years=[5, 6])
    PupilGroupFactory(school=school, label="Ends", years=[1, 6])
    PupilGroupFactory(school=school, label="Early", years=[0, 1])
    PupilGroupFactory(school=school, label="Old", is_archived=True)
    PupilGroupFactory()

    rows = client.get(address("groups", school)).context["rows"]

    assert [(row.label, row.facts, row.needs) for row in rows] == [
        ("6B", ["Year 6", "24 pupils"], ["Large print for 2", "Captions for 1"]),
        ("Choir", ["Years 3 to 6", "1 pupil"], []),
        ("Duo", ["Years 5 and 6", "24 pupils"], []),
        ("Early", ["Reception and Year 1", "24 pupils"], []),
        ("Ends", ["Years 1 and 6", "24 pupils"], []),
    ]


def test_the_list_takes_as_many_statements_for_many_as_for_one(client: Client, school: School) -> None:
    PupilGroupFactory(school=school)
    few = statements(client, address("groups", school))
    PupilGroupFactory.create_batch(30, school=school)

    assert statements(client, address("groups", school)) == few


def test_a_school_without_groups_is_told_what_one_is(client: Client, school: School) -> None:
    assertContains(client.get(address("groups", school)), "Add your first group")


def test_a_group_is_added_and_changed(client: Client, school: School) -> None:
    client.post(address("group-add", school), {"label": "6B", "years": ["6"], "size": "24", "captions": "1"})
    group = PupilGroup.objects.get()
    response = client.post(address("group", school, group.pk), {"label": "6B", "years": ["5", "6"], "size": "25", "captions": ""})

    group.refresh_from_db()
    assertRedirects(response, address("groups", school))
    assert (group.label, group.years, group.size, group.access_needs) == ("6B", [5, 6], 25, {})


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"label": "Alice Smith"}, {"label": ["This looks like names of people. Name the group, not its pupils: “6B” or “Oak class”."]}),
        ({"years": []}, {"years": ["Choose the years that the group's pupils are in"]}),
        ({"years": ["9"]}, {"years": ["Choose one of the answers that are offered"]}),
        ({"size": "many"}, {"size": ["Enter a whole number."]}),
        ({"size": "500"}, {"size": ["Enter 400 or less"]}),
        ({"captions": "25"}, {"captions": ["For “Captions” enter a number from 0 to 24, the size of the group."]}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    client: Client, school: School, changes: dict[str, object], errors: dict[str, list[str]]
) -> None:
    sent = {"label": "6B", "years": ["6"], "size": "24"} | changes

    response = client.post(address("group-add", school), sent)

    form = response.context["form"]
    assert form.errors == errors
    assert {name: form[name].value() for name in sent} == sent
    assert PupilGroup.objects.count() == 0


def test_the_years_offered_are_those_of_the_school(client: Client, school: School) -> None:
    School.objects.filter(pk=school.pk).update(low_age=11, high_age=18)
    secondary = [value for value, _label in client.get(address("group-add", school)).context["form"].fields["years"].choices]
    School.objects.filter(pk=school.pk).update(low_age=None, high_age=None)
    unknown = [value for value, _label in client.get(address("group-add", school)).context["form"].fields["years"].choices]

    assert (secondary, unknown) == ([7, 8, 9, 10, 11, 12, 13], list(range(-2, 14)))


def test_a_groups_own_years_are_offered_even_where_the_school_has_others_now(client: Client) -> None:
    member = SchoolMemberFactory(school=SchoolFactory(low_age=3, high_age=11))
    client.force_login(member.user)
    group = PupilGroupFactory(school=member.school, years=[7])

    choices = client.get(address("group", member.school, group.pk)).context["form"].fields["years"].choices

    assert [value for value, _label in choices] == [-1, 0, 1, 2, 3, 4, 5, 6, 7]


def test_an_archived_group_is_gone_from_the_list(client: Client, school: School) -> None:
    group = PupilGroupFactory(school=school, label="6B")

    response = client.post(address("group-archive", school, group.pk), follow=True)

    assertContains(response, "“6B” is out of your list.")
    assert client.get(address("group", school, group.pk)).status_code == 404


class AnyInput(TestCase):
    """The public shape of the form, fed with anything."""

    ANY = st.text(max_size=45)

    @settings(deadline=None, max_examples=60)
    @given(st.fixed_dictionaries({"label": ANY, "years": st.lists(ANY, max_size=3), "size": ANY, Adjustment.CAPTIONS.value: ANY}))
    def test_any_input_is_a_group_or_a_message(self, sent: dict[str, object]) -> None:
        member = SchoolMemberFactory()
        self.client.force_login(member.user)

        response = self.client.post(address("group-add", member.school), sent)

        assert (response.status_code, PupilGroup.objects.count()) == ((302, 1) if response.status_code == 302 else (200, 0))
        assert response.status_code == 302 or response.context["form"].errors
