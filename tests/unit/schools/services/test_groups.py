from typing import Any

import pytest

from core.models import AuditEvent
from schools.exceptions import GroupError
from schools.models import PupilGroup, School
from schools.services import groups
from tests.factories.accounts import UserFactory
from tests.factories.schools import PupilGroupFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def save(school: School, **changes: Any) -> PupilGroup:
    asked: dict[str, Any] = {"label": "6B", "years": [6], "size": 24, "access_needs": {}}
    return groups.save_group(by=UserFactory(), school=school, **(asked | changes))


def refusal(act: Any) -> tuple[str, str]:
    with pytest.raises(GroupError) as refused:
        act()
    return refused.value.field, str(refused.value.message)


def test_a_group_is_added() -> None:
    school = SchoolFactory()

    group = save(school, label=" Oak   class ", years=[6, 5, 6], access_needs={"large_print": 2, "captions": 0})

    stored = PupilGroup.objects.get()
    assert (stored, stored.school, stored.label, stored.years, stored.size) == (group, school, "Oak class", [5, 6], 24)
    assert (stored.access_needs, AuditEvent.objects.get().action) == ({"large_print": 2}, "group.add")


def test_a_group_is_changed_in_its_place() -> None:
    group = PupilGroupFactory(label="6B")

    save(group.school, group=group, label="6B", size=25)

    assert (PupilGroup.objects.get().size, AuditEvent.objects.get().action) == (25, "group.change")


def test_a_label_is_used_once_in_a_school() -> None:
    group = PupilGroupFactory(label="6B")

    assert refusal(lambda: save(group.school, label="6b")) == ("label", "You have a group called “6b”. Give this one another name.")
    assert save(SchoolFactory(), label="6B").label == "6B"


def test_a_label_is_free_again_once_its_group_is_archived() -> None:
    group = PupilGroupFactory(label="6B")
    groups.archive_group(by=UserFactory(), group=group)

    again = save(group.school, label="6B")

    assert list(PupilGroup.objects.filter(is_archived=False)) == [again]
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {"group.archive", "group.add"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"label": " "}, ("label", "Give the group a name, like “6B” or “Oak class”.")),
        ({"label": "Alice Smith"}, ("label", "This looks like names of people. Name the group, not its pupils: “6B” or “Oak class”.")),
        ({"years": []}, ("years", "Choose the years that the group's pupils are in.")),
        ({"years": [14]}, ("years", "Choose the years that the group's pupils are in.")),
        ({"size": 0}, ("size", "Enter how many pupils there are, from 1 to 400.")),
        ({"size": 401}, ("size", "Enter how many pupils there are, from 1 to 400.")),
        ({"access_needs": {"captions": 25}}, ("captions", "For “Captions” enter a number from 0 to 24, the size of the group.")),
        ({"access_needs": {"captions": -1}}, ("captions", "For “Captions” enter a number from 0 to 24, the size of the group.")),
        ({"access_needs": {"asd": 1}}, ("", "Choose adjustments from the list.")),
    ],
)
def test_what_cannot_be_a_group_is_refused_at_its_field(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    school = SchoolFactory()

    assert (refusal(lambda: save(school, **changes)), PupilGroup.objects.count()) == (expected, 0)
