import datetime

import pytest
import time_machine

from core import clock
from tests.factories.accounts import UserFactory
from tests.factories.leads import AppealFactory
from tests.factories.vetting import ClearanceFactory, cleared_offer, leader_of
from tests.support.appeals import declined, lead_of, lodged, suspended_offer, withdrawn_offer
from vetting.models import Clearance
from vetting.queries.appeals.open_to import appealable, appeals_about, appeals_to_decide, is_gone, last_day_against
from vetting.services.cases.handling import submit_offer
from vetting.states import ClearanceState

pytestmark = pytest.mark.django_db


def test_nothing_stands_against_an_offer_on_show() -> None:
    assert appealable(cleared_offer()) == ()


def test_a_decline_is_open_until_it_is_appealed_against_or_handed_in_again() -> None:
    appealed, again = declined(), declined()

    before = [appealable(desk.offer)[0].case for desk in (appealed, again)]
    appeal = lodged(appealed.offer)
    submit_offer(by=again.member, version=again.case.version, authority=again.authority)

    assert before == [appealed.case, again.case]
    assert [appealable(desk.offer) for desk in (appealed, again)] == [(), ()]
    assert list(appeals_about(appealed.offer)) == [appeal]


def test_the_time_for_it_runs_out() -> None:
    offer = suspended_offer()
    (one,) = appealable(offer)

    with time_machine.travel(clock.start_of(one.last_day), tick=False):
        on_the_last_day = appealable(offer)
    with time_machine.travel(clock.start_of(one.last_day + datetime.timedelta(days=1)), tick=False):
        after = appealable(offer)

    assert (on_the_last_day, after) == ((one,), ())


def test_a_withdrawal_is_open_until_the_authority_has_cleared_the_same_anew() -> None:
    offer = withdrawn_offer()
    gone = Clearance.objects.get(person=leader_of(offer))
    (one,) = appealable(offer)
    appeal = lodged(offer)
    ClearanceFactory(person=gone.person)  # another authority's
    before = (is_gone(appeal), list(appeals_about(offer)))

    ClearanceFactory(person=gone.person, authority=gone.authority)

    assert (one.clearance, one.last_day, before) == (gone, last_day_against(gone), (True, [appeal]))
    assert is_gone(appeal) is False


def test_what_the_provider_asked_for_or_a_merge_ended_is_not_open() -> None:
    merged = cleared_offer()
    ended = {"state": ClearanceState.WITHDRAWN, "ended_at": clock.now()}
    Clearance.objects.filter(person=leader_of(merged)).update(**ended)

    assert [appealable(one) for one in (withdrawn_offer(at_request=True), merged)] == [(), ()]


def test_what_is_due_first_comes_first_and_nobody_sees_another_authoritys() -> None:
    later = AppealFactory()
    sooner = AppealFactory(suspension__clearance__authority=later.authority, decide_by=clock.today())
    AppealFactory()

    assert list(appeals_to_decide(lead_of(later.authority))) == [sooner, later]
    assert list(appeals_to_decide(UserFactory(is_superuser=True))) == []
