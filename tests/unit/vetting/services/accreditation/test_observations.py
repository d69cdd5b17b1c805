import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import AuditEvent, OutboxMessage
from tests.factories.accreditation import AccreditationFactory, ObservationFactory
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import OfficerFactory, PlannedUseFactory
from tests.support.accreditation import Community, community
from vetting.exceptions import AccreditationError, NotAllowedError
from vetting.models import Accreditation, Observation
from vetting.services.accreditation import observations
from vetting.services.accreditation.observations import answer, ask_about, close_unanswered, read_observations

pytestmark = pytest.mark.django_db
YES = {"learned": "yes", "have_again": "yes"}


@pytest.fixture
def here() -> Community:
    return community()


def test_after_a_session_with_staff_in_the_room_the_school_is_asked(here: Community) -> None:
    (question,) = here.asked()

    assert (question.school, question.date, question.kind, question.state) == (here.school, clock.today(), here.offer.kind, "asked")
    assert question.closes_at == question.asked_at + observations.OPEN_FOR
    assert ask_about(question.session) == []


@pytest.mark.parametrize("day", [{"supervision": "unsupervised"}, {"supervision": "school_staff_on_site"}, {"is_confirmed": False}])
def test_no_other_session_is_asked_about(here: Community, day: dict[str, Any]) -> None:
    assert here.asked(**day) == []


def test_a_session_before_the_induction_is_not_asked_about(here: Community) -> None:
    assert here.asked(date=clock.today() - datetime.timedelta(days=1)) == []


def test_nobody_is_asked_about_adults_who_are_not_on_the_way() -> None:
    for one in (None, AccreditationFactory(), AccreditationFactory(observed=True), AccreditationFactory(accredited=True)):
        day = PlannedUseFactory(**({"person": one.person} if one else {}))
        assert ask_about(day.session) == []


def test_one_question_at_a_time_about_an_adult_at_a_school(here: Community) -> None:
    (question,) = here.asked()

    assert here.asked(question.accreditation) == []
    other = SchoolMemberFactory().school
    assert [one.school for one in here.asked(question.accreditation, school=other)] == [other]
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(accreditation=question.accreditation, school=here.school)


def test_an_answer_moves_it_on_and_tells_the_officers(here: Community) -> None:
    held = here.observed(learned="partly", have_again="other_age")

    kept = Observation.objects.get()
    assert (held.state, kept.state, kept.learned, kept.have_again, kept.answered_by) == (
        "observed",
        "answered",
        "partly",
        "other_age",
        here.teacher,
    )
    assert OutboxMessage.objects.get(kind="vetting.accreditation_observed").recipient == here.authority.contact_email
    said = AuditEvent.objects.get(action="observation.answer")
    assert (said.actor_id, said.acting_for, said.details) == (here.teacher.pk, here.school.name, {})


def test_once_and_by_the_school_alone(here: Community) -> None:
    (question,) = here.asked()
    for stranger in (SchoolMemberFactory().user, here.first, SchoolMemberFactory(school=here.school, user=here.member).user):
        with pytest.raises(NotAllowedError):
            answer(by=stranger, observation=question, **YES)

    answer(by=here.teacher, observation=question, **YES)

    with pytest.raises(AccreditationError, match="answered already"):
        answer(by=here.teacher, observation=question, **YES)


def test_an_answer_too_late_is_refused_and_the_question_closes(here: Community) -> None:
    (question,) = here.asked()
    Observation.objects.update(closes_at=clock.now())

    with pytest.raises(AccreditationError, match="no longer asked"):
        answer(by=here.teacher, observation=question, **YES)
    assert (close_unanswered(), close_unanswered()) == (1, 0)
    assert (Observation.objects.get().state, Accreditation.objects.get().state) == ("closed", "inducted")


def test_half_an_answer_is_none(here: Community) -> None:
    here.asked()

    for half in ({"learned": "yes"}, {"state": "answered", "learned": "yes", "have_again": "yes"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.update(**half)


def test_reading_is_logged_and_others_read_nothing(here: Community) -> None:
    held = here.observed()
    involved = OfficerFactory(authority=here.authority, user=here.member).user

    for other in (involved, OfficerFactory().user, here.teacher):
        assert read_observations(by=other, accreditation=held) == []
    assert AuditEvent.objects.filter(action="observation.read").count() == 0
    assert [one.learned for one in read_observations(by=here.second, accreditation=held)] == ["yes"]
    assert AuditEvent.objects.get(action="observation.read").actor_id == here.second.pk
