"""The way round, by the part that the reader acts in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import User
from portal.cards.navigation import CHOSEN, active_part, school_part, ways_for
from portal.queries.parts import Part
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderMemberFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import OfficerFactory

pytestmark = pytest.mark.django_db


def asked(user: User | AnonymousUser, path: str = "/home/", chosen: str = "") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    request.session = SessionStore()
    if chosen:
        request.session[CHOSEN] = chosen
    return request


def name_of(part: Part | None) -> str:
    return part.name if part else ""


def test_another_week_belongs_to_the_first_item() -> None:
    school, provider = SchoolMemberFactory(), ProviderMemberFactory()

    ways = [
        ways_for(asked(school.user, reverse("bookings:school-week", args=[school.school_id]))),
        ways_for(asked(provider.user, reverse("bookings:provider-week", args=[provider.provider.slug]))),
    ]

    assert [str(way.label) for found in ways for way in found if way.current] == ["Your week", "Your sessions"]


def test_a_stranger_gets_the_public_way_round() -> None:
    assert ways_for(asked(AnonymousUser())) == []


def test_the_page_one_is_on_is_marked() -> None:
    member = SchoolMemberFactory()

    ways = ways_for(asked(member.user, "/offers/"))

    assert [str(way.label) for way in ways if way.current] == ["Find offers"]


def test_with_one_part_there_is_nothing_to_switch() -> None:
    labels = [str(way.label) for way in ways_for(asked(OfficerFactory().user))]

    assert labels == ["Your day", "Find offers", "Vetting"]


def test_the_address_says_whose_pages_they_are_before_the_choice_does() -> None:
    user = UserFactory()
    school = SchoolMemberFactory(user=user).school
    provider = ProviderMemberFactory(user=user).provider
    key = f"provider-{provider.pk}"

    parts = [
        active_part(asked(user)),
        active_part(asked(user, chosen=key)),
        active_part(asked(user, f"/school/{school.pk}/week/", chosen=key)),
        active_part(asked(user, f"/provider/{provider.slug}/offers/")),
        active_part(asked(user, chosen="provider-0")),
    ]

    assert [name_of(part) for part in parts] == [school.name, provider.name, school.name, provider.name, school.name]
    assert "Switch" in [str(way.label) for way in ways_for(asked(user))]


def test_offers_are_looked_at_for_ones_school_whatever_one_acts_in() -> None:
    user = UserFactory()
    school = SchoolMemberFactory(user=user).school
    provider = ProviderMemberFactory(user=user).provider

    part = school_part(asked(user, chosen=f"provider-{provider.pk}"))

    assert name_of(part) == school.name
    assert school_part(asked(ProviderMemberFactory().user)) is None
