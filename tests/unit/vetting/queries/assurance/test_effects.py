"""Which planned dates a decision would put at risk, before it is taken."""

import datetime

import pytest
import time_machine

from tests.factories.bookings import NOW, SPRING, Scene, make_scene
from vetting.queries.assurance.effects import effects_of_asking, effects_of_losing
from vetting.rules.own import OwnRequirement


@pytest.fixture
def scene(db: None) -> Scene:
    with time_machine.travel(NOW, tick=False):
        scene = make_scene()
        scene.confirmed(*SPRING[:2])
    return scene


@time_machine.travel(NOW, tick=False)
def test_asking_for_more_names_the_dates_that_lack_it(scene: Scene) -> None:
    more = effects_of_asking(scene.school, [OwnRequirement("EQUALITY")])
    no_more = effects_of_asking(scene.school, [OwnRequirement("PLI")])

    assert [(one.date, one.title, one.provider) for one in more.dates] == [
        (day, "Grow your lunch", scene.offer.provider.name) for day in SPRING[:2]
    ]
    assert "Equality" in more.dates[0].why
    assert (no_more.dates, more.is_whole) == ((), True)


@time_machine.travel(NOW, tick=False)
def test_withdrawing_names_the_dates_that_nothing_else_covers(scene: Scene) -> None:
    everything = effects_of_losing(scene.school, lambda _provider, _one: True)
    nothing = effects_of_losing(scene.school, lambda _provider, one: one.is_for_list)

    assert ([one.date for one in everything.dates], nothing.dates) == (list(SPRING[:2]), ())


def test_a_school_without_dates_loses_none(scene: Scene) -> None:
    with time_machine.travel(datetime.datetime(2027, 8, 1, tzinfo=datetime.UTC)):
        assert effects_of_asking(scene.school, [OwnRequirement("EQUALITY")]).dates == ()
