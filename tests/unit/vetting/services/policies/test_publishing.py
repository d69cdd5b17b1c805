import copy
import datetime

import pytest
import time_machine
import yaml
from django.db import transaction
from django.db.utils import IntegrityError

from core import clock
from core.models import AuditEvent
from tests.factories.vetting import (
    SHIPPED_POLICY,
    OfficerFactory,
    PlannedUseFactory,
    VettingAuthorityFactory,
    cleared_offer,
    leader_of,
    shipped_content,
    shipped_policy,
)
from vetting import signals
from vetting.exceptions import PolicyError
from vetting.models import Clearance, Policy, PolicyDraft, VettingAuthority
from vetting.queries.policies.content import content_of
from vetting.services.policies import drafts
from vetting.services.policies.publishing import bring_due_into_force, load_policy

pytestmark = pytest.mark.django_db

TEXT = SHIPPED_POLICY.read_text()


def test_loading_publishes_what_the_file_says() -> None:
    policy, is_new = load_policy(text=TEXT)

    assert (is_new, str(policy), policy.published_at is not None) == (True, "england 2026-09", True)
    assert AuditEvent.objects.get(action="policy.publish").details == {"version": "england 2026-09"}
    assert content_of(Policy.objects.get()) == shipped_content()


def test_loading_again_changes_nothing() -> None:
    first, _new = load_policy(text=TEXT)

    second, is_new = load_policy(text=TEXT)

    assert (second, is_new, AuditEvent.objects.filter(action="policy.publish").count()) == (first, False, 1)


def test_a_published_version_is_never_edited() -> None:
    load_policy(text=TEXT)

    with pytest.raises(PolicyError) as caught:
        load_policy(text=TEXT.replace("Two documents", "Two papers").replace("name: Identity seen", "name: Identity looked at"))

    assert caught.value.field == "version"
    with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
        Policy.objects.update(content={})
    Policy.objects.update(source_note="A better note.")


def test_another_version_stands_beside_it() -> None:
    load_policy(text=TEXT)
    other = copy.deepcopy(shipped_policy()) | {"version": "2027-01"}

    _policy, is_new = load_policy(text=yaml.safe_dump(other))

    assert (is_new, sorted(Policy.objects.values_list("version", flat=True))) == (True, ["2026-09", "2027-01"])


def test_a_broken_file_publishes_nothing() -> None:
    with pytest.raises(PolicyError):
        load_policy(text=TEXT.replace("effect: blocks_booking", "effect: blocks_everything", 1))

    assert Policy.objects.count() == 0


# Bringing into force.


def harder_policy_of(authority: VettingAuthority, holds_from: datetime.date) -> PolicyDraft:
    """Prevent training blocks bookings, published to hold from the day."""
    lead, officer = OfficerFactory(authority=authority, role="lead").user, OfficerFactory(authority=authority).user
    draft = drafts.begin_draft(by=lead, authority=authority)
    settings = {"PREVENT": drafts.CheckSettings(effect="blocks_booking")}
    drafts.save_settings(by=lead, draft=draft, numbers={}, checks=settings)
    drafts.propose(by=lead, draft=draft, holds_from=holds_from)
    return drafts.publish(by=officer, draft=draft)


def test_a_version_comes_into_force_on_its_day_and_not_before() -> None:
    authority = VettingAuthorityFactory()
    offer = cleared_offer(authority=authority, version__pattern="occasional")
    other = cleared_offer(version__pattern="occasional")
    day = clock.today() + datetime.timedelta(days=7)
    draft = harder_policy_of(authority, day)

    early = bring_due_into_force()
    offer.refresh_from_db()
    before = offer.assured_until
    with time_machine.travel(clock.local(day, datetime.time(0, 1)), tick=False):
        brought = bring_due_into_force(), bring_due_into_force()

    for one in (offer, other, authority, draft):
        one.refresh_from_db()
    assert (early, brought, draft.state) == (0, (1, 0), "in_force")
    assert (before is not None, offer.assured_until, other.assured_until is not None) == (True, None, True)
    assert authority.policy == draft.policy
    assert set(Clearance.objects.filter(authority=authority).values_list("policy", flat=True)) == {draft.policy_id}


def test_days_that_are_planned_are_judged_again_though_no_period_changed() -> None:
    authority = VettingAuthorityFactory()
    offer = cleared_offer(authority=authority, version__pattern="occasional")
    PlannedUseFactory(offer=offer, provider=offer.provider, person=leader_of(offer))
    lead, officer = OfficerFactory(authority=authority, role="lead").user, OfficerFactory(authority=authority).user
    draft = drafts.begin_draft(by=lead, authority=authority)
    drafts.propose(by=lead, draft=draft, holds_from=clock.today())
    drafts.publish(by=officer, draft=draft)
    told = []
    listen = lambda **ids: told.append(ids["offer_id"])  # noqa: E731
    signals.clearance_changed.connect(listen)

    bring_due_into_force()

    signals.clearance_changed.disconnect(listen)
    assert told == [offer.pk]
