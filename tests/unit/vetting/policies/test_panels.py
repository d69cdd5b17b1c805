"""Leads of the authority who are not close to it know of a panel; to everybody else a case is only one that a lead has to look at."""

import pytest

from tests.factories.directory import ProviderMemberFactory, ProviderPersonFactory
from tests.factories.leads import AdversePanelFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import CaseFactory, ConflictFactory
from tests.support.parts import allowed, everybody, officer
from vetting.enums import OfficerRole
from vetting.models import AdversePanel
from vetting.policies.panels import (
    can_require_panel,
    can_see_panel,
    may_know_of_panels,
    why_not_clear,
    why_not_recommend_clearing,
)
from vetting.policies.roles import Visitor

pytestmark = pytest.mark.django_db
ASK_A_LEAD = "A lead has to look at this case first. Ask one of your leads."


def cast(panel: AdversePanel) -> dict[str, Visitor]:
    """With leads who are close to the provider, to another one of the adult, or are the adult."""
    person, authority = panel.person, panel.authority
    of_provider, of_other, conflicted, themselves = (officer(authority, OfficerRole.LEAD) for _ in range(4))
    ProviderMemberFactory(provider=panel.case.provider, user=of_provider)
    ProviderMemberFactory(provider=ProviderPersonFactory(person=person).provider, user=of_other)
    ConflictFactory(officer=conflicted, provider=panel.case.provider)
    person.user = themselves
    person.save()
    return everybody(authority) | {
        "of provider": of_provider,
        "of other": of_other,
        "conflicted": conflicted,
        "themselves": themselves,
        "provider": ProviderMemberFactory(provider=panel.case.provider).user,
        "school": SchoolMemberFactory().user,
    }


def test_leads_who_are_not_close_to_it_know_of_it_and_the_list_agrees() -> None:
    panel = AdversePanelFactory()
    who = cast(panel)

    assert allowed(who, lambda user: can_see_panel(user, panel)) == {"lead"}
    assert allowed(who, lambda user: can_require_panel(user, panel.case, panel.person)) == {"lead"}
    assert allowed(who, lambda user: AdversePanel.objects.visible_to(user).exists()) == {"lead"}
    assert allowed(who, lambda user: may_know_of_panels(user, panel.case)) == {"lead", "of other", "themselves"}


def test_whatever_the_panel_says_others_read_the_same_sentence() -> None:
    required, unsuitable = AdversePanelFactory(), AdversePanelFactory(held=True, outcome="unsuitable")

    for panel in (required, unsuitable):
        who = cast(panel)
        for name, user in who.items():
            said = {why_not_recommend_clearing(user, panel.case), why_not_clear(user, panel.case)}
            assert (said == {ASK_A_LEAD}) is (name != "lead"), name
    assert why_not_clear(officer(required.authority, "lead"), required.case) == (
        f"A panel about {required.person.name} is to be held first. Record it once it has been, or take it back."
    )
    assert "found: not suitable" in why_not_clear(officer(unsuitable.authority, "lead"), unsuitable.case)


def test_conditions_are_decided_on_by_who_may_read_them_and_anybody_recommends() -> None:
    panel = AdversePanelFactory(held=True, outcome="with_conditions", conditions=["review"])
    who = cast(panel)

    assert allowed(who, lambda user: not why_not_clear(user, panel.case)) == {"lead"}
    assert {why_not_clear(user, panel.case) for name, user in who.items() if name != "lead"} == {ASK_A_LEAD}
    assert {why_not_recommend_clearing(user, panel.case) for user in who.values()} == {""}


def test_found_suitable_taken_back_or_of_another_authority_it_keeps_nobody_from_anything() -> None:
    suitable, taken_back = AdversePanelFactory(held=True), AdversePanelFactory(state="taken_back")
    elsewhere = CaseFactory()
    elsewhere.version.people.set([AdversePanelFactory().person])

    for case in (suitable.case, taken_back.case, elsewhere):
        assert why_not_clear(officer(case.authority), case) == ""


def test_of_several_panels_one_to_be_held_stands_else_the_last() -> None:
    first = AdversePanelFactory(held=True, outcome="unsuitable")
    second = AdversePanelFactory(case=first.case, held=True)
    AdversePanelFactory(case=first.case, state="taken_back")
    assert AdversePanel.objects.over(first.case) == [second]

    third = AdversePanelFactory(case=first.case)
    AdversePanelFactory(case=first.case, held=True)

    assert AdversePanel.objects.over(first.case) == [third]
