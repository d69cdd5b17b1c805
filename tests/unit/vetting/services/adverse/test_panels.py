"""Required, taken back or recorded by leads; and while one stands in the way, nobody clears anybody, however a row is saved."""

import datetime
import threading

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from accounts.models import User
from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent
from tests.factories.directory import PersonFactory
from tests.factories.leads import AdversePanelFactory
from tests.factories.vetting import CaseFactory, ClearanceFactory, DecisionFactory
from tests.support.parts import officer
from tests.support.threads import beside
from tests.support.vetting import Desk, claimed, recommended
from vetting.enums import OfficerRole
from vetting.exceptions import CaseError, NotAllowedError, PanelError
from vetting.models import AdversePanel, Case, Clearance, Decision
from vetting.services.adverse.panels import Held, record_looking, record_panel, require_panel, take_back_panel
from vetting.services.cases.handling import decide, recommend

pytestmark = pytest.mark.django_db
NEUTRAL = r"^A lead has to look at this case first\. Ask one of your leads\.$"


def lead_of(desk: Desk) -> User:
    return officer(desk.authority, OfficerRole.LEAD)


def required(desk: Desk) -> AdversePanel:
    return require_panel(by=lead_of(desk), case=desk.case, person=desk.case.version.people.get())


def found(desk: Desk, outcome: str, *conditions: str) -> AdversePanel:
    panel = required(desk)
    return record_panel(by=lead_of(desk), panel=panel, held=Held(clock.today(), 3, outcome, conditions))


def clear(desk: Desk, by: User | None = None, level: str = "supervised") -> Decision:
    return decide(by=by or desk.second, case=desk.case, outcome="cleared", level=level)


def test_what_is_kept_is_who_when_how_many_and_codes() -> None:
    desk = claimed()

    panel = found(desk, "with_conditions", "review", "never_alone")

    assert (panel.state, panel.required_on, panel.held_on, panel.members) == ("held", clock.today(), clock.today(), 3)
    assert (panel.outcome, panel.conditions) == ("with_conditions", ["never_alone", "review"])
    texts = [one for one in AdversePanel._meta.get_fields() if isinstance(one, (models.CharField, models.TextField, models.JSONField))]
    assert [(one.name, bool(one.choices)) for one in texts] == [("state", True), ("outcome", True)]
    codes = AdversePanel._meta.get_field("conditions")
    assert isinstance(codes, ArrayField)
    assert codes.base_field.choices


def test_while_a_panel_is_to_be_held_nobody_recommends_to_clear_and_anybody_to_decline() -> None:
    desk = claimed()
    panel = required(desk)

    with pytest.raises(CaseError, match=NEUTRAL):
        recommend(by=desk.first, case=desk.case, outcome="cleared")
    with pytest.raises(IntegrityError, match="vetting_case_lead_first"), transaction.atomic():
        Case.objects.filter(pk=desk.case.pk).update(
            state="recommended", recommended_by=desk.first, recommended_at=clock.now(), recommended_outcome="cleared"
        )
    assert recommend(by=desk.first, case=desk.case, outcome="declined").state == "recommended"
    assert take_back_panel(by=lead_of(desk), panel=panel).state == "taken_back"


def test_a_case_that_was_recommended_before_is_not_cleared_until_the_panel_found_suitable() -> None:
    desk = recommended()
    panel = required(desk)

    with pytest.raises(CaseError, match=NEUTRAL):
        clear(desk)
    with pytest.raises(CaseError, match="is to be held first"):
        clear(desk, by=lead_of(desk))
    record_panel(by=lead_of(desk), panel=panel, held=Held(clock.today(), 2, "suitable"))

    assert clear(desk).inputs.keys() == {"checks", "waivers", "rules", "recognised"}


def test_found_unsuitable_a_case_is_not_cleared_until_another_panel_says_otherwise() -> None:
    desk = recommended()
    found(desk, "unsuitable")

    with pytest.raises(CaseError, match=NEUTRAL):
        clear(desk)
    with pytest.raises(CaseError, match="found: not suitable"):
        clear(desk, by=lead_of(desk))
    found(desk, "suitable")

    assert clear(desk).outcome == "cleared"


def test_a_pass_with_conditions_is_decided_by_a_lead_and_never_beyond_the_conditions() -> None:
    desk = recommended()
    found(desk, "with_conditions", "school_adult")

    with pytest.raises(CaseError, match=NEUTRAL):
        clear(desk)
    with pytest.raises(CaseError, match="Choose another level") as refusal:
        clear(desk, by=lead_of(desk), level="unsupervised")

    assert (refusal.value.field, clear(desk, by=lead_of(desk)).level) == ("level", "supervised")


def test_who_stays_on_the_schools_site_is_not_cleared_for_an_offer_elsewhere() -> None:
    desk = recommended(version__setting="public_outdoor")
    found(desk, "with_conditions", "not_off_site")

    with pytest.raises(CaseError, match="leads off it"):
        clear(desk, by=lead_of(desk))


def test_who_is_never_alone_loses_an_earlier_clearance_to_be() -> None:
    desk = recommended()
    person = desk.case.version.people.get()
    earlier = ClearanceFactory(authority=desk.authority, person=person, level="unsupervised")
    found(desk, "with_conditions", "never_alone")

    clear(desk, by=lead_of(desk), level="listed_only")

    assert Clearance.objects.get(pk=earlier.pk).level == "supervised"


def test_it_stands_in_the_way_of_every_case_with_the_adult_here() -> None:
    desk = recommended()
    other = CaseFactory(authority=desk.authority)
    other.version.people.set(desk.case.version.people.all())
    require_panel(by=lead_of(desk), case=other, person=desk.case.version.people.get())

    with pytest.raises(CaseError, match=NEUTRAL):
        clear(desk)


@pytest.mark.parametrize(
    ("outcome", "conditions", "level", "decider", "is_refused"),
    [
        ("", [], "supervised", "lead", True),
        ("unsuitable", [], "supervised", "lead", True),
        ("with_conditions", ["review"], "unsupervised", "officer", True),
        ("with_conditions", ["never_alone"], "unsupervised", "lead", True),
        ("with_conditions", ["never_alone"], "supervised", "lead", False),
        ("suitable", [], "unsupervised", "officer", False),
    ],
)
def test_the_database_holds_deciders_to_it_too(outcome: str, conditions: list[str], level: str, decider: str, is_refused: bool) -> None:
    case = CaseFactory(recommended=True)
    AdversePanelFactory(case=case, **({"held": True, "outcome": outcome, "conditions": conditions} if outcome else {}))

    def save() -> None:
        with transaction.atomic():
            DecisionFactory(case=case, level=level, decided_by=officer(case.authority, decider))

    if is_refused:
        with pytest.raises(IntegrityError, match="vetting_decision_lead_first"):
            save()
        DecisionFactory(case=case, outcome="declined", level="")
    else:
        save()


def test_one_about_an_adult_is_to_be_held_at_a_time_on_an_open_case_with_them() -> None:
    desk = claimed()
    lead, person = lead_of(desk), desk.case.version.people.get()
    require_panel(by=lead, case=desk.case, person=person)

    with pytest.raises(PanelError, match="to be held already"):
        require_panel(by=lead, case=desk.case, person=person)
    with pytest.raises(IntegrityError, match="vetting_panel_one_to_be_held"), transaction.atomic():
        AdversePanelFactory(case=desk.case)
    with pytest.raises(PanelError, match="not in this case"):
        require_panel(by=lead, case=desk.case, person=PersonFactory())
    closed = CaseFactory(authority=desk.authority, state="withdrawn", closed_at=clock.now())
    with pytest.raises(PanelError, match="This case is closed"):
        require_panel(by=lead, case=closed, person=closed.version.people.get())


def test_what_does_not_fit_is_refused_with_its_field() -> None:
    desk = claimed()
    panel, lead = required(desk), lead_of(desk)
    day, today = datetime.timedelta(days=1), clock.today()
    wrong = [
        ("held_on", Held(today + day, 3, "suitable")),
        ("held_on", Held(today - day, 3, "suitable")),
        ("members", Held(today, 1, "suitable")),
        ("conditions", Held(today, 3, "with_conditions")),
        ("conditions", Held(today, 3, "unsuitable", ["review"])),
    ]

    for field, held in wrong:
        with pytest.raises(PanelError) as refusal:
            record_panel(by=lead, panel=panel, held=held)
        assert refusal.value.field == field
    panel.refresh_from_db()
    assert (panel.state, panel.outcome) == ("required", "")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"members": 1}, "vetting_panel_two_at_least"),
        ({"outcome": "he was fined"}, "vetting_panel_whole"),
        ({"held_on": None}, "vetting_panel_whole"),
        ({"required_by": None}, "vetting_panel_whole"),
        ({"held_on": datetime.date(2020, 1, 1)}, "vetting_panel_held_once_required"),
        ({"outcome": "with_conditions"}, "vetting_panel_conditions_fit"),
        ({"conditions": ["review"]}, "vetting_panel_conditions_fit"),
        ({"outcome": "with_conditions", "conditions": ["he was fined"]}, "vetting_panel_codes_alone"),
    ],
)
def test_the_database_refuses_half_an_answer_and_a_story(changes: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AdversePanelFactory(held=True, **changes)


def test_what_was_held_stays_as_it_is_and_may_only_be_reduced() -> None:
    panel = AdversePanelFactory(held=True)
    lead = officer(panel.authority, OfficerRole.LEAD)

    for again in (
        lambda: take_back_panel(by=lead, panel=panel),
        lambda: record_panel(by=lead, panel=panel, held=Held(clock.today(), 2, "")),
    ):
        with pytest.raises(IllegalTransitionError):
            again()
    for change in ({"outcome": "unsuitable"}, {"members": 5}, {"state": "taken_back"}, {"required_by": lead}, {"case": CaseFactory()}):
        with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
            AdversePanel.objects.filter(pk=panel.pk).update(**change)
    AdversePanel.objects.filter(pk=panel.pk).update(required_by=None, required_on=None, held_on=None, members=None)
    AdversePanel.objects.filter(pk=panel.pk).update(person=PersonFactory())  # two records of one human


def test_who_is_no_lead_does_nothing_and_the_log_keeps_what_was_done_without_the_answer() -> None:
    desk = claimed()
    panel = found(desk, "with_conditions", "review")
    record_looking(by=lead_of(desk), panel=panel)
    next_one = required(desk)

    for role in (OfficerRole.OFFICER, OfficerRole.ADMINISTRATOR, OfficerRole.AUDITOR):
        user = officer(desk.authority, role)
        with pytest.raises(NotAllowedError):
            require_panel(by=user, case=desk.case, person=panel.person)
        with pytest.raises(NotAllowedError):
            take_back_panel(by=user, panel=next_one)
        with pytest.raises(NotAllowedError):
            record_panel(by=user, panel=next_one, held=Held(clock.today(), 3, "suitable"))
    logged = AuditEvent.objects.filter(object_type="vetting.adversepanel").order_by("pk")
    assert [event.action for event in logged] == ["panel.require", "panel.record", "panel.read", "panel.require"]
    assert {(event.reason_code, str(event.details), event.acting_for) for event in logged} == {("", "{}", desk.authority.name)}


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        waiting: bool = cursor.fetchone() != (0,)
        return waiting


@pytest.mark.django_db(transaction=True)
def test_whoever_decides_while_a_panel_is_being_required_waits_and_is_refused() -> None:
    desk = recommended()
    lead, person, is_required = lead_of(desk), desk.case.version.people.get(), threading.Event()

    def attempt() -> str:
        is_required.wait()
        try:
            return clear(desk).outcome
        except CaseError as refusal:
            return str(refusal.message)

    with beside(attempt) as answer, transaction.atomic():
        require_panel(by=lead, case=desk.case, person=person)
        is_required.set()
        while not answer.done() and not somebody_waits():
            pass

    assert answer.result() == "A lead has to look at this case first. Ask one of your leads."
