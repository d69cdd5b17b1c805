import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from directory.models import Offer
from tests.factories.accreditation import AccreditationFactory, ObservationFactory
from tests.factories.vetting import OfficerFactory
from tests.support.accreditation import Community, community
from tests.support.threads import at_once
from vetting.exceptions import AccreditationError, FourEyesError, NotAllowedError
from vetting.models import Accreditation, Observation
from vetting.queries.asked.requirements import requirements_for
from vetting.services.accreditation import steps
from vetting.states import AccreditationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Community:
    return community()


def within(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def asked_of(here: Community) -> list[tuple[str, bool]]:
    """What vetting asks for the offer."""
    version = here.offer.approved_version
    assert version is not None
    return [(one.code, one.is_required) for one in requirements_for(version)]


def owed(kind: str) -> list[str]:
    return list(OutboxMessage.objects.filter(kind=f"vetting.{kind}").values_list("recipient", flat=True))


def test_an_officer_invites_and_the_provider_is_told(here: Community) -> None:
    begun = here.begun()

    assert (begun.state, begun.begun_by, begun.person) == (AccreditationState.BEGUN, here.first, here.person)
    assert owed("accreditation_begun") == [here.offer.provider.contact_email]
    assert AuditEvent.objects.filter(action="accreditation.begin", actor_id=here.first.pk).count() == 1


def test_the_adults_own_side_begins_without_a_mail_to_itself(here: Community) -> None:
    steps.begin(by=here.member, person=here.person, authority=here.authority)

    assert owed("accreditation_begun") == []


def test_nobody_begins_for_a_one_off_twice_or_for_others(here: Community) -> None:
    once = community("one_off")
    with pytest.raises(AccreditationError, match="happens more than once"):
        once.begun()
    with pytest.raises(NotAllowedError):
        steps.begin(by=OfficerFactory().user, person=here.person, authority=here.authority)
    here.begun()
    with pytest.raises(AccreditationError, match="begun already"):
        here.begun()


def test_what_is_declared_waits_for_an_officer(here: Community) -> None:
    begun = here.begun()
    with pytest.raises(NotAllowedError):
        steps.declare_induction(by=here.first, accreditation=begun)

    declared = steps.declare_induction(by=here.member, accreditation=begun)
    steps.declare_induction(by=here.member, accreditation=begun)

    assert (declared.state, declared.declared_by) == (AccreditationState.BEGUN, here.member)
    assert AuditEvent.objects.filter(action="accreditation.declare").count() == 1
    with pytest.raises(NotAllowedError):
        steps.record_induction(by=here.member, accreditation=declared, on=clock.today())
    inducted = steps.record_induction(by=here.first, accreditation=declared, on=clock.today())
    assert (inducted.state, inducted.inducted_by, inducted.inducted_on) == (AccreditationState.INDUCTED, here.first, clock.today())
    with pytest.raises(AccreditationError, match="already stands"):
        steps.declare_induction(by=here.member, accreditation=inducted)


def test_an_induction_is_not_in_the_future(here: Community) -> None:
    with pytest.raises(AccreditationError) as refusal:
        steps.record_induction(by=here.first, accreditation=here.begun(), on=within(1))

    assert refusal.value.field == "on"


def test_another_officer_accredits_for_kinds_and_until_a_day(here: Community) -> None:
    observed = here.observed()
    with pytest.raises(FourEyesError):
        steps.accredit(by=here.first, accreditation=observed, kinds=["session"], until=within(10))

    held = steps.accredit(by=here.second, accreditation=observed, kinds=["talk", "session"], until=within(100))

    assert (held.state, held.kinds, held.holds_until) == (AccreditationState.ACCREDITED, ["session", "talk"], within(100))
    assert (held.accredited_by, held.policy) == (here.second, here.authority.policy)
    assert owed("accreditation_given") == [here.offer.provider.contact_email]


@pytest.mark.parametrize(
    ("kinds", "days", "field"), [([], 10, "kinds"), (["juggling"], 10, "kinds"), (["talk"], -1, "until"), (["talk"], 800, "until")]
)
def test_what_can_not_be_is_refused_by_its_field(here: Community, kinds: list[str], days: int, field: str) -> None:
    with pytest.raises(AccreditationError) as refusal:
        steps.accredit(by=here.second, accreditation=here.observed(), kinds=kinds, until=within(days))

    assert refusal.value.field == field


def test_the_database_refuses_one_pair_of_eyes_and_two_live_ones(here: Community) -> None:
    held = here.accredited()

    wrongs: list[dict[str, Any]] = [{"accredited_by": held.inducted_by}, {"holds_until": None}, {"kinds": []}, {"inducted_on": None}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Accreditation.objects.filter(pk=held.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccreditationFactory(person=here.person, authority=here.authority)


def test_it_is_lengthened_after_another_observation_alone(here: Community) -> None:
    held = here.accredited(days=30)
    with pytest.raises(AccreditationError, match="another observed session"):
        steps.accredit(by=here.second, accreditation=held, kinds=["talk"], until=within(300))
    ObservationFactory(accreditation=held, answered=True)

    longer = steps.accredit(by=here.second, accreditation=held, kinds=["talk"], until=within(300))

    assert (longer.state, longer.kinds, longer.holds_until) == (AccreditationState.ACCREDITED, ["talk"], within(300))
    assert AuditEvent.objects.filter(action="accreditation.renew").count() == 1


def test_another_session_may_be_wanted_first(here: Community) -> None:
    again = steps.observe_again(by=here.second, accreditation=here.observed(learned="partly"))

    assert again.state == AccreditationState.INDUCTED
    assert len(here.asked(again)) == 1


def test_withdrawing_ends_what_was_asked_and_touches_no_offer(here: Community) -> None:
    asked_before = asked_of(here)
    (question,) = here.asked()
    with pytest.raises(NotAllowedError):
        steps.withdraw(by=here.member, accreditation=question.accreditation)

    steps.withdraw(by=here.first, accreditation=question.accreditation)

    assert Observation.objects.get().state == "closed"
    assert Offer.objects.shown().get() == here.offer
    assert asked_of(here) == asked_before
    assert here.begun().state == AccreditationState.BEGUN  # and they may begin again
    with pytest.raises(IllegalTransitionError):
        steps.withdraw(by=here.first, accreditation=question.accreditation)


def test_a_day_after_its_last_it_has_run_out(here: Community) -> None:
    held = here.accredited(days=1)
    assert steps.lapse_accreditations() == 0
    Accreditation.objects.filter(pk=held.pk).update(holds_until=within(-1))

    assert (steps.lapse_accreditations(), steps.lapse_accreditations()) == (1, 0)
    assert Accreditation.objects.get().state == AccreditationState.LAPSED


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_make_one() -> None:
    here = community()

    def begin(who: str) -> bool:
        try:
            steps.begin(by=getattr(here, who), person=here.person, authority=here.authority)
        except AccreditationError:
            return False
        return True

    assert sorted(at_once(lambda: begin("first"), lambda: begin("member"))) == [False, True]
    assert Accreditation.objects.count() == 1
