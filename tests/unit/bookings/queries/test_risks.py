"""What a school may be told of a date at risk, and whether it may wait."""

from bookings.queries.risks import Plight, risks_of, sessions_at_risk
from tests.factories.bookings import SPRING, Scene
from tests.factories.vetting import leader_of
from tests.support.risks import lose_insurance, suspend_leader
from vetting.enums import CheckScope
from vetting.models import Clearance
from vetting.services.assurance.acceptance import stop_accepting
from vetting.services.assurance.requirements import add_requirement
from vetting.services.clearances import derive


def seen(scene: Scene) -> tuple[Plight, str, bool]:
    booking = scene.school.bookings.get()
    (risk,) = risks_of(booking, sessions_at_risk(booking)).values()
    return risk.plight, risk.words, risk.may_keep


def test_insurance_is_named_and_can_be_waited_for(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    lose_insurance(scene)

    assert seen(scene) == (Plight.RENEWAL, "Not in place: Public liability insurance.", True)


def test_suspended_reads_exactly_like_never_cleared_whatever_else_is_missing(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    suspend_leader(scene)
    suspended = seen(scene)
    lose_insurance(scene)
    with_more = seen(scene)
    Clearance.objects.filter(person=leader_of(scene.offer)).update(state="withdrawn")
    derive.subject_changed((CheckScope.PERSON, leader_of(scene.offer).pk))

    assert suspended == with_more == seen(scene) == (Plight.UNAVAILABLE, "Currently unavailable.", False)


def test_an_identity_check_that_fell_away_is_not_waited_for_and_not_named(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    leader_of(scene.offer).checks.filter(check_type="ID_VERIFIED").update(state="revoked")
    derive.subject_changed((CheckScope.PERSON, leader_of(scene.offer).pk))

    assert seen(scene) == (Plight.UNAVAILABLE, "Currently unavailable.", False)


def test_what_the_school_itself_withdrew_or_asks_is_said_so(scene: Scene) -> None:
    scene.confirmed(SPRING[0])
    add_requirement(by=scene.head, school=scene.school, check_type="EQUALITY", reach="everybody")
    asked = seen(scene)
    scene.school.requirements.all().delete()
    stop_accepting(by=scene.head, school=scene.school, provider=scene.offer.provider)

    assert (asked[0], asked[2]) == (Plight.OWN, True)
    assert "Equality and reasonable adjustments" in asked[1]
    assert seen(scene) == (Plight.ACCEPTANCE, "Your school does not accept the assurance at the moment.", True)
