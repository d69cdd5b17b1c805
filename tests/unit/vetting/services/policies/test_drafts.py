"""The next policy of an authority: who writes and who publishes it, and what it may not say."""

import datetime

import pytest
import yaml
from django.db import transaction
from django.db.utils import IntegrityError

from accounts.models import User
from core import clock
from core.exceptions import IllegalTransitionError
from core.models import AuditEvent
from tests.factories.accounts import UserFactory
from tests.factories.vetting import OfficerFactory, PolicyFactory, VettingAuthorityFactory, shipped_content, shipped_policy
from vetting.enums import OfficerRole
from vetting.exceptions import FourEyesError, NotAllowedError, PolicyError
from vetting.models import Policy, PolicyDraft, RuleSet, VettingAuthority
from vetting.queries.policies.content import content_of
from vetting.queries.policies.drafts import read_draft
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy
from vetting.rules.writing import policy_text, usual_effect
from vetting.services.policies import drafts
from vetting.services.policies.drafts import CheckSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> VettingAuthority:
    return VettingAuthorityFactory(name="Northshire Council")


@pytest.fixture
def lead(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    return user


@pytest.fixture
def officer(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority).user
    return user


@pytest.fixture
def draft(authority: VettingAuthority, lead: User) -> PolicyDraft:
    return drafts.begin_draft(by=lead, authority=authority)


def test_a_copy_says_what_the_policy_in_force_says(draft: PolicyDraft) -> None:
    text = PolicyText(draft.text)

    assert read_policy(text.data, text.lines) == shipped_content()
    assert draft.text.splitlines()[0] == "code: england"


def test_the_one_that_is_being_written_is_found_again(authority: VettingAuthority, lead: User, draft: PolicyDraft) -> None:
    assert drafts.begin_draft(by=lead, authority=authority) == draft
    assert AuditEvent.objects.filter(action="policy.begin").count() == 1


def test_only_a_lead_of_the_authority_writes(authority: VettingAuthority, officer: User, draft: PolicyDraft) -> None:
    stranger = OfficerFactory(role=OfficerRole.LEAD).user

    for user in (officer, stranger, UserFactory(is_superuser=True)):
        for step in (
            lambda by: drafts.begin_draft(by=by, authority=authority),
            lambda by: drafts.save_text(by=by, draft=draft, text=draft.text),
            lambda by: drafts.propose(by=by, draft=draft, holds_from=clock.today()),
            lambda by: drafts.discard(by=by, draft=draft),
        ):
            with pytest.raises(NotAllowedError):
                step(user)


def test_nothing_begins_from_another_authoritys_policy(authority: VettingAuthority, lead: User) -> None:
    with pytest.raises(PolicyError):
        drafts.begin_draft(by=lead, authority=authority, based_on=PolicyFactory(code="x", published_at=None))


def test_settings_change_what_is_custom(lead: User, draft: PolicyDraft) -> None:
    changed = drafts.save_settings(
        by=lead,
        draft=draft,
        numbers={"ACCEPTANCE_MAX_MONTHS": 6},
        checks={
            "SG_TRAINING": CheckSettings(effect="blocks_publish", months=24, remind_days=(30,)),
            "PREVENT": CheckSettings(is_asked=False),
            "FOOD_HYGIENE": CheckSettings(effect="advisory"),
            "FIRST_AID": CheckSettings(effect="blocks_booking"),
        },
    )

    content = read_policy(PolicyText(changed.text).data)
    training = content.by_code["SG_TRAINING"]
    assert content.number("ACCEPTANCE_MAX_MONTHS", clock.today()) == 6
    assert (usual_effect(training), training.validity.months, training.remind_days) == ("blocks_publish", 24, (30,))
    assert content.by_code["PREVENT"].off is True
    assert (usual_effect(content.by_code["FOOD_HYGIENE"]), usual_effect(content.by_code["FIRST_AID"])) == ("advisory", "blocks_booking")


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        ("effect: blocks_booking", "effect: blocks_everything", "Line {line}, checks.0.effect: “blocks_everything” is not one of"),
        ("scope: person", "scope: person\n  colour: red", "Line {line}, checks.0.colour: no such key is known here"),
        ("version: 2026-09", "code: again\nversion: 2026-09", "Line {line}: “code” is given twice here"),
    ],
)
def test_a_text_that_is_no_policy_is_refused_with_line_and_key(
    lead: User, draft: PolicyDraft, before: str, after: str, refusal: str
) -> None:
    text = draft.text.replace(before, after, 1)
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.strip() == after.splitlines()[-1].strip())
    expected = refusal.format(line=line if "twice" not in refusal else line - 1)

    with pytest.raises(PolicyError) as caught:
        drafts.save_text(by=lead, draft=draft, text=text)

    assert str(caught.value.message).startswith(expected)
    draft.refresh_from_db()
    assert "colour" not in draft.text


def test_a_yes_or_no_is_a_setting_too(lead: User, draft: PolicyDraft) -> None:
    changed = drafts.save_settings(by=lead, draft=draft, numbers={"ALLOW_PROVIDER_TRANSPORT": True}, checks={})

    assert read_policy(PolicyText(changed.text).data).by_code["DRIVER"].is_closed is False


def test_a_new_law_beside_the_draft_does_not_stop_its_author_and_is_read_with_it(lead: User, draft: PolicyDraft) -> None:
    RuleSet.objects.create(
        jurisdiction="england",
        key="RA_PERIOD_MIN_DAYS",
        value=5,
        effective_from=datetime.date(2027, 4, 1),
        source="An Act of 2027",
        recorded_at=clock.now(),
    )

    changed = drafts.save_text(by=lead, draft=draft, text=draft.text)

    content = read_draft(changed.text, changed.authority, changed.based_on)[1]
    assert content.number("RA_PERIOD_MIN_DAYS", datetime.date(2027, 4, 1)) == 5


@pytest.mark.parametrize("code", ["DBS_ENH_CBL", "ELI"])
def test_what_the_law_asks_is_not_the_authoritys_to_change(lead: User, draft: PolicyDraft, code: str) -> None:
    for settings in (CheckSettings(is_asked=False), CheckSettings(effect="advisory")):
        with pytest.raises(PolicyError, match=r"law"):
            drafts.save_settings(by=lead, draft=draft, numbers={}, checks={code: settings})


def test_numbers_and_rows_of_the_law_stay() -> None:
    authority = VettingAuthorityFactory()
    lead = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    draft = drafts.begin_draft(by=lead, authority=authority)
    data = shipped_policy()
    more_days = [row | ({"value": 40} if row["key"] == "RA_PERIOD_DAYS" else {}) for row in data["constants"]]
    no_dbs = [row for row in data["checks"] if row["code"] != "ELI"]
    fewer_rows = [row for row in data["regulated_activity"] if row["id"] != "R4"]
    more_law = [*data["constants"], {**data["constants"][0], "effective_from": "2026-11-01"}]

    for changed, words in (
        ({"constants": more_days}, "“RA_PERIOD_DAYS” is law"),
        ({"constants": more_law}, "a new number of the law"),
        ({"checks": no_dbs}, "“ELI” is asked by the law"),
        ({"regulated_activity": fewer_rows}, "the rows that are law stay"),
    ):
        with pytest.raises(PolicyError, match=words):
            drafts.save_text(by=lead, draft=draft, text=policy_text(data | changed))


def test_a_second_person_publishes_and_nothing_changes_before_the_day(
    authority: VettingAuthority, lead: User, officer: User, draft: PolicyDraft
) -> None:
    day = clock.today() + datetime.timedelta(days=14)
    in_force = authority.policy

    drafts.propose(by=lead, draft=draft, holds_from=day)
    published = drafts.publish(by=officer, draft=draft)

    authority.refresh_from_db()
    policy = published.policy
    assert policy is not None
    assert (policy.code, policy.version, policy.effective_from) == ("northshire-council", day.isoformat(), day)
    assert content_of(policy).version == day.isoformat()
    assert yaml.safe_load(published.text) == policy.content
    assert authority.policy == in_force


def test_who_proposed_does_not_publish_nor_as_a_superuser_nor_by_saving_directly(lead: User, draft: PolicyDraft) -> None:
    drafts.propose(by=lead, draft=draft, holds_from=clock.today())
    lead.is_superuser = True
    lead.save()

    with pytest.raises(FourEyesError):
        drafts.publish(by=lead, draft=draft)
    with pytest.raises(NotAllowedError):
        drafts.publish(by=UserFactory(is_superuser=True), draft=draft)
    with pytest.raises(IntegrityError, match="vetting_draft_four_eyes"), transaction.atomic():
        PolicyDraft.objects.filter(pk=draft.pk).update(published_by=lead)


def test_a_day_that_is_over_is_refused(lead: User, officer: User, draft: PolicyDraft) -> None:
    with pytest.raises(PolicyError) as caught:
        drafts.propose(by=lead, draft=draft, holds_from=clock.today() - datetime.timedelta(days=1))
    assert caught.value.field == "holds_from"

    drafts.propose(by=lead, draft=draft, holds_from=clock.today())
    PolicyDraft.objects.update(holds_from=clock.today() - datetime.timedelta(days=1))
    with pytest.raises(PolicyError):
        drafts.publish(by=officer, draft=draft)


def test_what_is_proposed_is_changed_only_after_it_is_taken_back(lead: User, officer: User, draft: PolicyDraft) -> None:
    drafts.propose(by=lead, draft=draft, holds_from=clock.today())

    with pytest.raises(PolicyError):
        drafts.save_text(by=lead, draft=draft, text=draft.text)
    with pytest.raises(NotAllowedError):
        drafts.take_back(by=UserFactory(is_superuser=True), draft=draft)
    taken = drafts.take_back(by=officer, draft=draft)

    assert (taken.state, taken.proposed_by, taken.holds_from) == ("draft", None, None)


def test_what_is_published_is_never_edited_nor_deleted(lead: User, officer: User, draft: PolicyDraft) -> None:
    drafts.propose(by=lead, draft=draft, holds_from=clock.today())
    published = drafts.publish(by=officer, draft=draft)

    for step in (
        lambda: PolicyDraft.objects.update(text=""),
        lambda: PolicyDraft.objects.update(holds_from="2030-01-01"),
        lambda: Policy.objects.filter(draft=published).update(content={}),
        lambda: Policy.objects.filter(draft=None)._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError, match="is never edited"), transaction.atomic():
            step()


def test_a_coming_version_can_be_put_away_and_a_second_one_of_the_day_gets_a_number(
    authority: VettingAuthority, lead: User, officer: User, draft: PolicyDraft
) -> None:
    drafts.propose(by=lead, draft=draft, holds_from=clock.today())
    drafts.publish(by=officer, draft=draft)

    drafts.discard(by=lead, draft=draft)
    second = drafts.begin_draft(by=lead, authority=authority)
    drafts.propose(by=lead, draft=second, holds_from=clock.today())

    assert drafts.publish(by=officer, draft=second).policy.version == f"{clock.today().isoformat()}.2"  # type: ignore[union-attr]
    with pytest.raises(IllegalTransitionError):
        drafts.discard(by=lead, draft=draft)
