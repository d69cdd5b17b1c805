import datetime

import pytest

from core import clock
from tests.factories.accreditation import AccreditationFactory, ObservationFactory
from tests.support.accreditation import community
from vetting.models import Accreditation
from vetting.queries.accreditation.standing import (
    at_step,
    counts_by_step,
    ends_soon,
    has_new_observation,
    live_of,
    observations_asked_of,
    providers_to_tell,
    standings_of,
    wants_observation,
)

pytestmark = pytest.mark.django_db


def within(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)


def test_a_session_is_awaited_after_the_induction_and_again_before_the_end() -> None:
    rows = {
        "begun": AccreditationFactory(),
        "inducted": AccreditationFactory(inducted=True),
        "observed": AccreditationFactory(observed=True),
        "fresh": AccreditationFactory(accredited=True, holds_until=within(91)),
        "ending": AccreditationFactory(accredited=True, holds_until=within(90)),
    }

    assert [name for name, one in rows.items() if wants_observation(one)] == ["inducted", "ending"]
    assert [name for name, one in rows.items() if ends_soon(one)] == ["ending"]


def test_an_answer_since_it_was_given_is_a_new_one() -> None:
    one = AccreditationFactory(accredited=True, holds_until=within(30), accredited_at=clock.now() - datetime.timedelta(days=300))
    ObservationFactory(accreditation=one, answered=True, answered_at=clock.now() - datetime.timedelta(days=301))
    assert (has_new_observation(one), wants_observation(one)) == (False, True)

    ObservationFactory(accreditation=one, answered=True)
    assert (has_new_observation(one), wants_observation(one)) == (True, False)


def test_a_provider_is_told_of_its_own_adults_and_of_none_who_do_one_offs() -> None:
    here, once = community(), community("one_off")
    assert [(one.name, one.authority, one.accreditation) for one in standings_of(here.offer.provider)] == [
        (here.person.name, here.authority, None)
    ]

    begun = here.begun()
    AccreditationFactory(person=here.person)  # with another authority

    assert [one.accreditation for one in standings_of(here.offer.provider)] == [begun]
    assert standings_of(once.offer.provider) == []


def test_what_was_withdrawn_reads_as_not_begun() -> None:
    here = community()
    AccreditationFactory(person=here.person, authority=here.authority, state="withdrawn")

    assert [one.accreditation for one in standings_of(here.offer.provider)] == [None]


def test_each_row_is_on_one_shelf() -> None:
    later = AccreditationFactory(accredited=True, holds_until=within(50))
    sooner = AccreditationFactory(accredited=True, holds_until=within(5))
    AccreditationFactory(declared_at=clock.now())
    AccreditationFactory()
    AccreditationFactory(state="withdrawn", ended_at=clock.now())
    everything = Accreditation.objects.all()

    assert counts_by_step(everything) == {"observed": 0, "declared": 1, "begun": 1, "inducted": 0, "accredited": 2, "ended": 1}
    assert list(at_step(everything, "accredited")) == [sooner, later]


def test_live_ones_and_whom_to_tell() -> None:
    here = community()
    begun = here.begun()

    assert live_of(here.authority, [here.person.pk]) == {here.person.pk}
    assert list(providers_to_tell(begun)) == [here.offer.provider]


def test_a_school_sees_what_it_is_asked_about_its_own_sessions() -> None:
    mine = ObservationFactory()
    ObservationFactory(school=mine.school, answered=True)
    ObservationFactory(school=mine.school, session=mine.session, closes_at=clock.now())
    ObservationFactory(session=mine.session)

    assert list(observations_asked_of(mine.school_id, [mine.session])) == [mine]
