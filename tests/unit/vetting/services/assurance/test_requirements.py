"""A school's own requirements: within the law, counted where they are not, and asked of its dates alone."""

import datetime

import pytest

from core.models import AuditEvent
from schools.enums import SchoolRole
from schools.models import SchoolMember
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory, SchoolMemberFactory
from tests.factories.vetting import CheckFactory, VettingAuthorityFactory, clearance_request, cleared_offer
from tests.support.clearance import answer
from vetting.answers import Verdict
from vetting.exceptions import NotAllowedError, OverAskingError, RequirementError
from vetting.models import SchoolRequirement
from vetting.services.assurance.requirements import add_requirement, remove_requirement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
DAY = datetime.date(2026, 12, 2)


@pytest.fixture
def lead() -> SchoolMember:
    VettingAuthorityFactory()
    member: SchoolMember = SchoolMemberFactory(roles=[SchoolRole.SAFEGUARDING_LEAD])
    return member


def ask(lead: SchoolMember, check_type: str = "EQUALITY", reach: str = "everybody") -> SchoolRequirement:
    return add_requirement(by=lead.user, school=lead.school, check_type=check_type, reach=reach)


def test_dates_of_this_school_need_it_on_their_day_and_dates_of_others_do_not(lead: SchoolMember) -> None:
    offer = cleared_offer()
    ask(lead)

    ours, theirs = (answer(clearance_request(offer, DAY, school)) for school in (lead.school, SchoolFactory()))

    assert (ours.verdict, theirs.verdict) == (Verdict.NOT_CLEARED, Verdict.CLEARED)
    assert [(reason.code, reason.check) for reason in ours.reasons] == [("own_requirement", "EQUALITY")]
    assert lead.school.name not in str(ours.reasons[0].text)


def test_once_it_is_in_place_the_date_is_cleared_until_it_runs_out(lead: SchoolMember) -> None:
    offer = cleared_offer()
    ask(lead)
    authority = offer.provider.statements.get().authority
    CheckFactory(person=None, provider=offer.provider, authority=authority, check_type="EQUALITY", verified=True, expires_on=DAY)

    on_the_day, after = (answer(clearance_request(offer, day, lead.school)) for day in (DAY, DAY + datetime.timedelta(days=1)))

    assert (on_the_day.verdict, on_the_day.cleared_until) == (Verdict.CLEARED, DAY)
    assert (after.verdict, after.reasons[0].until) == (Verdict.AWAITING_RENEWAL, DAY)


def test_asking_beyond_the_law_is_refused_and_counted(lead: SchoolMember) -> None:
    with pytest.raises(OverAskingError, match="Row R6"):
        ask(lead, "DBS_ENH")

    assert not SchoolRequirement.objects.exists()
    event = AuditEvent.objects.get(action="check.over_asking")
    assert (event.actor_id, event.details) == (lead.user.pk, {"type": "DBS_ENH", "reach": "everybody"})


def test_the_same_check_is_asked_once(lead: SchoolMember) -> None:
    ask(lead)

    with pytest.raises(RequirementError):
        ask(lead, reach="alone")


@pytest.mark.parametrize(("check_type", "reach"), [("NO_SUCH_CHECK", "everybody"), ("EQUALITY", "nobody")])
def test_what_is_not_offered_is_refused(lead: SchoolMember, check_type: str, reach: str) -> None:
    with pytest.raises(RequirementError):
        ask(lead, check_type, reach)


def test_only_who_may_accept_asks_and_stops_asking(lead: SchoolMember) -> None:
    row, root = ask(lead), UserFactory(is_superuser=True)

    with pytest.raises(NotAllowedError):
        add_requirement(by=root, school=lead.school, check_type="PREVENT", reach="everybody")
    with pytest.raises(NotAllowedError):
        remove_requirement(by=root, requirement=row)


def test_what_is_no_longer_asked_counts_no_longer_and_stays_on_record(lead: SchoolMember) -> None:
    offer, row = cleared_offer(), ask(lead)

    remove_requirement(by=lead.user, requirement=row)
    remove_requirement(by=lead.user, requirement=row)

    assert answer(clearance_request(offer, DAY, lead.school)).verdict == Verdict.CLEARED
    assert SchoolRequirement.objects.get().removed_by == lead.user
    assert AuditEvent.objects.filter(action="requirement.remove").count() == 1
