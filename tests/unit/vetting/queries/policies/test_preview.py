"""What a policy would change: worked out by the real rules, before anything changes."""

import datetime
from typing import Any

import pytest

from core import clock
from directory.enums import Pattern
from tests.factories.vetting import PlannedUseFactory, VettingAuthorityFactory, cleared_offer, leader_of, shipped_policy
from vetting.queries.policies.preview import Change, preview_of
from vetting.rules.policy import PolicyContent
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy
from vetting.rules.writing import policy_text, set_effect

pytestmark = pytest.mark.django_db

OCCASIONAL: dict[str, Any] = {"version__pattern": Pattern.OCCASIONAL}


def policy_with(code: str, effect: str) -> PolicyContent:
    """The shipped policy, with something else hanging on one check."""
    data = PolicyText(policy_text(shipped_policy())).data
    set_effect(next(check for check in data["checks"] if check["code"] == code), effect)
    return read_policy(data)


def test_a_harder_policy_says_who_and_what_falls_out() -> None:
    authority = VettingAuthorityFactory()
    offer = cleared_offer(authority=authority, **OCCASIONAL)
    day = clock.today() + datetime.timedelta(days=30)
    leader = leader_of(offer)
    PlannedUseFactory(person=leader, provider=offer.provider, offer=offer, date=day)

    found = preview_of(authority, policy_with("PREVENT", "blocks_booking"))

    assert [(one.kind, one.name, one.comes_in, one.day) for one in found.changes] == [
        ("person", leader.name, False, None),
        ("offer", str(offer), False, None),
        ("day", f"{offer}, {leader.name}", False, day),
    ]
    assert (found.count("offer", comes_in=False), found.count("offer", comes_in=True), found.is_whole) == (1, 0, True)
    offer.refresh_from_db()
    assert offer.assured_until is not None


def test_a_softer_policy_says_what_comes_in() -> None:
    authority = VettingAuthorityFactory()
    offer = cleared_offer(authority=authority, without=["SG_TRAINING"], **OCCASIONAL)

    found = preview_of(authority, policy_with("SG_TRAINING", "advisory"))

    assert Change("offer", str(offer), comes_in=True) in found.changes


def test_the_same_policy_and_another_authoritys_offers_change_nothing() -> None:
    authority, other = VettingAuthorityFactory(), VettingAuthorityFactory()
    offer = cleared_offer(authority=other, **OCCASIONAL)
    PlannedUseFactory(person=leader_of(offer), provider=offer.provider, offer=offer)
    same = read_policy(shipped_policy())

    assert preview_of(authority, policy_with("PREVENT", "blocks_booking")).changes == ()
    assert preview_of(other, same).changes == ()
