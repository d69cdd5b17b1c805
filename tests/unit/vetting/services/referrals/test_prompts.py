"""Asked by the program or a lead, told in words that name nothing, answered once and for good."""

import datetime

import pytest
from django.db import IntegrityError, models, transaction

from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent, OutboxMessage
from core.outbox import decide as decide_mail
from tests.factories.directory import PersonFactory, ProviderPersonFactory, VenueFactory
from tests.factories.leads import ReferralPromptFactory
from tests.factories.schools import SchoolFactory
from tests.factories.vetting import ClearanceFactory, OfficerFactory
from vetting.enums import OfficerRole
from vetting.exceptions import ConcernError, NotAllowedError, ReferralError
from vetting.models import Clearance, Officer, ReferralPrompt
from vetting.queries.audit.log import events_of
from vetting.services.clearances.merging import merge_person
from vetting.services.clearances.suspensions import reinstate, suspend, withdraw_clearance
from vetting.services.referrals.prompts import Considered, decide, raise_by_hand, raise_on_suspension, record_looking

pytestmark = pytest.mark.django_db


def cleared() -> tuple[Clearance, Officer]:
    """Of an adult of a provider, with a lead of the authority."""
    clearance = ClearanceFactory(person=ProviderPersonFactory().person)
    return clearance, OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD)


def asked(clearance: Clearance) -> list[tuple[str, str]]:
    return list(clearance.referrals.order_by("pk").values_list("kind", "state"))


def test_an_allegation_asks_for_the_lado_at_once_and_for_the_dbs_when_it_is_withdrawn() -> None:
    clearance, lead = cleared()

    suspension = suspend(by=OfficerFactory(authority=clearance.authority).user, clearance=clearance, ground="allegation_lado")
    assert asked(clearance) == [("lado", "waiting")]
    prompt = ReferralPrompt.objects.get()
    assert (prompt.suspension, prompt.raised_by, prompt.person) == (suspension, None, clearance.person)
    withdraw_clearance(by=lead.user, clearance=clearance)

    assert asked(clearance) == [("lado", "waiting"), ("dbs", "waiting")]


def test_once_for_each_suspension_and_kind_and_never_two_open() -> None:
    clearance, lead = cleared()
    second = OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD)

    suspension = suspend(by=lead.user, clearance=clearance, ground="barred_or_disqualified")
    assert raise_on_suspension(suspension) is None
    reinstate(by=second.user, clearance=clearance)
    suspend(by=lead.user, clearance=clearance, ground="barred_or_disqualified")
    withdraw_clearance(by=lead.user, clearance=clearance)

    assert asked(clearance) == [("dbs", "waiting")]
    with pytest.raises(IntegrityError, match="vetting_referral_one_open"), transaction.atomic():
        ReferralPromptFactory(clearance=clearance)


def test_a_new_suspension_asks_again_once_the_last_was_answered() -> None:
    clearance, lead = cleared()
    second = OfficerFactory(authority=clearance.authority, role=OfficerRole.LEAD)
    suspend(by=lead.user, clearance=clearance, ground="allegation_lado")
    decide(by=lead.user, prompt=ReferralPrompt.objects.get(), considered=Considered("find_not_required", "others_did"))
    reinstate(by=second.user, clearance=clearance)

    suspend(by=lead.user, clearance=clearance, ground="allegation_lado")

    assert asked(clearance) == [("lado", "not_required"), ("lado", "waiting")]


def test_other_grounds_a_withdrawal_without_any_and_a_merge_ask_nothing() -> None:
    clearance, lead = cleared()
    suspend(by=lead.user, clearance=clearance, ground="insurance_lapsed")
    withdraw_clearance(by=lead.user, clearance=clearance)
    plain = ClearanceFactory(authority=clearance.authority)
    withdraw_clearance(by=lead.user, clearance=plain)
    kept, gone = (ClearanceFactory(authority=clearance.authority) for _ in range(2))
    suspend(by=lead.user, clearance=gone, ground="conduct_low_level_pattern")

    merge_person(keep_id=kept.person_id, gone_id=gone.person_id)

    assert not ReferralPrompt.objects.exists()


def test_leads_get_a_mail_that_names_nothing_and_none_once_somebody_considered_it() -> None:
    clearance, lead = cleared()
    assert clearance.person is not None
    OfficerFactory(authority=clearance.authority)

    prompt = raise_by_hand(by=lead.user, clearance=clearance, kind="tra")

    message = OutboxMessage.objects.get(kind="vetting.referral")
    assert message.recipient == lead.user.email
    mail = decide_mail(message)
    assert mail is not None
    words = f"{mail.subject} {mail.text.split('http')[0]}"
    assert not [word for word in ("eferral", "Teaching", clearance.person.name) if word in words]
    decide(by=lead.user, prompt=prompt, considered=Considered("defer", "advice"))
    assert decide_mail(message) is None


def test_by_hand_one_of_a_kind_is_open_and_a_place_of_a_school_has_nobody_to_refer() -> None:
    clearance, lead = cleared()
    raise_by_hand(by=lead.user, clearance=clearance, kind="police")
    place = ClearanceFactory(person=None, venue=VenueFactory(provider=None, school=SchoolFactory()), authority=clearance.authority)

    with pytest.raises(ReferralError, match="on the list of referrals already") as refusal:
        raise_by_hand(by=lead.user, clearance=clearance, kind="police")
    assert refusal.value.field == "kind"
    with pytest.raises(ReferralError, match="nobody to refer"):
        raise_by_hand(by=lead.user, clearance=place, kind="police")
    with pytest.raises(NotAllowedError):
        raise_by_hand(by=OfficerFactory(authority=clearance.authority).user, clearance=clearance, kind="dbs")


def test_deferred_stays_open_and_made_is_for_good_in_the_database_too() -> None:
    prompt, lead = _with_lead()
    decide(by=lead.user, prompt=prompt, considered=Considered("defer", "enquiries"))
    made = decide(by=lead.user, prompt=prompt, considered=Considered("make", "power", clock.today(), "dbs/2026/17"))

    assert (made.state, made.reason_code, made.made_on, made.reference) == ("made", "power", clock.today(), "DBS/2026/17")
    with pytest.raises(IllegalTransitionError):
        decide(by=lead.user, prompt=prompt, considered=Considered("defer", "advice"))
    for change in ({"reference": ""}, {"state": "deferred", "made_on": None}, {"considered_by": prompt.raised_by}, {"kind": "lado"}):
        with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
            ReferralPrompt.objects.filter(pk=prompt.pk).update(**change)
    ReferralPrompt.objects.filter(pk=prompt.pk).update(person=PersonFactory())  # two records of one human


def test_what_does_not_fit_is_refused_with_its_field() -> None:
    prompt, lead = _with_lead()
    today, ahead = clock.today(), clock.today() + datetime.timedelta(days=1)
    wrong = {
        "reason": Considered("make", "no_harm", today),
        "made_on": Considered("make", "duty", ahead),
        "reference": Considered("make", "duty", today, "he hit a boy"),
    }

    for field, considered in (*wrong.items(), ("made_on", Considered("make", "duty"))):
        with pytest.raises((ReferralError, ConcernError)) as refusal:
            decide(by=lead.user, prompt=prompt, considered=considered)
        assert refusal.value.field == field
    prompt.refresh_from_db()
    assert prompt.state == "waiting"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"reference": "he hit a boy"}, "vetting_referral_no_narrative|vetting_referral_made_whole"),
        ({"state": "made"}, "vetting_referral_"),
        ({"reason_code": "duty"}, "vetting_referral_reason_fits"),
        ({"person": None}, "vetting_referral_about_somebody"),
        ({"raised_by": None}, "vetting_referral_raised"),
    ],
)
def test_the_database_refuses_half_a_decision_and_a_story(changes: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ReferralPromptFactory(**changes)


def test_there_is_no_field_for_a_story() -> None:
    texts = {one.name: one.max_length for one in ReferralPrompt._meta.get_fields() if isinstance(one, (models.CharField, models.TextField))}

    assert texts == {"kind": 20, "state": 12, "reason_code": 12, "reference": 20}


def test_who_is_no_lead_decides_nothing_and_the_pages_of_the_log_leave_it_out() -> None:
    prompt, lead = _with_lead()
    record_looking(by=lead.user, prompt=prompt)
    decide(by=lead.user, prompt=prompt, considered=Considered("find_not_required", "no_harm"))

    for role in (OfficerRole.OFFICER, OfficerRole.ADMINISTRATOR, OfficerRole.AUDITOR):
        with pytest.raises(NotAllowedError):
            decide(by=OfficerFactory(authority=prompt.authority, role=role).user, prompt=prompt, considered=Considered("defer", "advice"))
    logged = AuditEvent.objects.filter(object_type="vetting.referralprompt").order_by("pk").values_list("action", "reason_code")
    assert list(logged) == [("referral.read", ""), ("referral.find_not_required", "no_harm")]
    assert not events_of(prompt.authority).filter(object_type="vetting.referralprompt").exists()


def _with_lead() -> tuple[ReferralPrompt, Officer]:
    prompt = ReferralPromptFactory()
    return prompt, OfficerFactory(authority=prompt.authority, role=OfficerRole.LEAD)
