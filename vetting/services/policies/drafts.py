"""An authority's next policy: begun by a lead as a copy, changed, proposed with a day, and published by a second person."""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from vetting.exceptions import FourEyesError, NotAllowedError, PolicyError
from vetting.models import Policy, PolicyDraft, VettingAuthority
from vetting.policies.policies import can_publish_policy, can_write_policy
from vetting.queries.policies.drafts import read_draft, starting_points
from vetting.rules.writing import policy_text, set_effect, set_number, usual_effect
from vetting.states import POLICY_DRAFT, DraftEvent, DraftState


@dataclasses.dataclass(frozen=True)
class CheckSettings:
    """What a form changes about one check. None leaves it as it is."""

    is_asked: bool | None = None
    effect: str | None = None
    months: int | None = None
    remind_days: tuple[int, ...] | None = None


@transaction.atomic
def begin_draft(*, by: User, authority: VettingAuthority, based_on: Policy | None = None) -> PolicyDraft:
    """A copy of the policy in force, or of an earlier one to go back to it. The one that is being written already is returned as it is."""
    _refuse_others(by, authority)
    locked = VettingAuthority.objects.select_for_update(of=("self",)).select_related("policy").get(pk=authority.pk)
    live = PolicyDraft.objects.filter(authority=locked, state__in=[DraftState.DRAFT, DraftState.PROPOSED, DraftState.PUBLISHED]).first()
    if live is not None:
        return live
    source = based_on or locked.policy
    if not starting_points(locked).filter(pk=source.pk).exists():
        raise PolicyError(_("That policy is not this authority's. Begin from the one in force."))
    now = clock.now()
    draft = PolicyDraft.objects.create(
        authority=locked, based_on=source, text=policy_text(source.content), begun_by=by, begun_at=now, changed_at=now
    )
    return _recorded("policy.begin", draft, by, based_on=source.pk)


@transaction.atomic
def save_text(*, by: User, draft: PolicyDraft, text: str) -> PolicyDraft:
    """Keep the text as the draft. Raises PolicyError naming line and key, and keeps nothing, where it can't be one."""
    locked = _open(by, draft)
    read_draft(text, locked.authority, locked.based_on)
    return _keep(by, locked, text)


@transaction.atomic
def save_settings(*, by: User, draft: PolicyDraft, numbers: Mapping[str, int], checks: Mapping[str, CheckSettings]) -> PolicyDraft:
    """Change numbers by key and checks by code. The same rules hold as for the text."""
    locked = _open(by, draft)
    source, content = read_draft(locked.text, locked.authority, locked.based_on)
    for key, value in numbers.items():
        set_number(source.data, key, value)
    for check in source.data["checks"]:
        if check["code"] in checks:
            _set(check, checks[check["code"]], usual_effect(content.by_code[check["code"]]))
    text = policy_text(source.data)
    read_draft(text, locked.authority, locked.based_on)
    return _keep(by, locked, text)


def _set(check: dict[str, Any], wanted: CheckSettings, effect: str) -> None:
    if wanted.is_asked is not None:
        check.pop("off", None)
        if not wanted.is_asked:
            check["off"] = True
    if wanted.effect is not None and wanted.effect != effect:
        set_effect(check, wanted.effect)
    if wanted.months is not None:
        check["validity"]["months"] = wanted.months
    if wanted.remind_days is not None:
        check["remind_days"] = list(wanted.remind_days)


@transaction.atomic
def propose(*, by: User, draft: PolicyDraft, holds_from: datetime.date) -> PolicyDraft:
    """Hand it to a second person, with the day from which it is to hold: today or later."""
    locked = _open(by, draft)
    if holds_from < clock.today():
        raise PolicyError(_("A policy holds from today or a later day. What was decided before stays decided."), field="holds_from")
    source, _content = read_draft(locked.text, locked.authority, locked.based_on)
    code = slugify(locked.authority.name)[:40]
    named = {"code": code, "version": _version(code, holds_from), "effective_from": holds_from.isoformat()}
    changes = {"proposed_by": by, "proposed_at": clock.now(), "holds_from": holds_from, "text": policy_text(source.data | named)}
    POLICY_DRAFT.fire(locked, DraftEvent.PROPOSE, **changes)
    return _recorded("policy.propose", locked, by, holds_from=holds_from.isoformat())


def _version(code: str, holds_from: datetime.date) -> str:
    """The day, and a number from the second version of that day on."""
    taken = Policy.objects.filter(code=code, version__startswith=holds_from.isoformat()).count()
    return f"{holds_from.isoformat()}.{taken + 1}" if taken else holds_from.isoformat()


@transaction.atomic
def take_back(*, by: User, draft: PolicyDraft) -> PolicyDraft:
    """Back to being written: by a lead, or by the second person who sees it differently."""
    locked = _lock(draft)
    if not can_write_policy(by, locked.authority) and not can_publish_policy(by, locked):
        raise NotAllowedError(_("Only somebody who works for %(authority)s can do this.") % {"authority": locked.authority.name})
    POLICY_DRAFT.fire(locked, DraftEvent.TAKE_BACK, proposed_by=None, proposed_at=None, holds_from=None)
    return _recorded("policy.take_back", locked, by)


@transaction.atomic
def publish(*, by: User, draft: PolicyDraft) -> PolicyDraft:
    """A second person publishes what was proposed. From now nobody edits it; it holds from its day on."""
    locked = _lock(draft)
    if by.pk == locked.proposed_by_id:
        raise FourEyesError(_("You proposed this version, so somebody else has to publish it."))
    if not can_publish_policy(by, locked):
        raise NotAllowedError(_("Only somebody who works for %(authority)s can publish this.") % {"authority": locked.authority.name})
    POLICY_DRAFT.target(locked.state, DraftEvent.PUBLISH)
    if locked.holds_from is not None and locked.holds_from < clock.today():
        raise PolicyError(_("Its day is over. Take it back and propose it with another day."))
    source, content = read_draft(locked.text, locked.authority, locked.based_on)
    policy = Policy.objects.create(
        code=content.code,
        version=content.version,
        effective_from=content.effective_from,
        source_note=content.source_note,
        content=source.data,
        jurisdiction=content.jurisdiction,
        published_at=clock.now(),
    )
    policy.refresh_from_db(fields=["law"])
    POLICY_DRAFT.fire(locked, DraftEvent.PUBLISH, published_by=by, published_at=clock.now(), policy=policy)
    return _recorded("policy.publish", locked, by, policy=policy.pk, version=content.label)


@transaction.atomic
def discard(*, by: User, draft: PolicyDraft) -> PolicyDraft:
    """Put it away: one that is being written, or a published one whose day has not come."""
    locked = _lock(draft)
    _refuse_others(by, locked.authority)
    POLICY_DRAFT.fire(locked, DraftEvent.DISCARD)
    return _recorded("policy.discard", locked, by)


def _lock(draft: PolicyDraft) -> PolicyDraft:
    rows = PolicyDraft.objects.select_for_update(of=("self",)).select_related("authority__policy", "based_on")
    return rows.get(pk=draft.pk)


def _open(by: User, draft: PolicyDraft) -> PolicyDraft:
    locked = _lock(draft)
    _refuse_others(by, locked.authority)
    if locked.state != DraftState.DRAFT:
        raise PolicyError(_("It is not being written any more. Take it back to change it, or begin a new version."))
    return locked


def _keep(by: User, draft: PolicyDraft, text: str) -> PolicyDraft:
    draft.text, draft.changed_at = text, clock.now()
    draft.save(update_fields=["text", "changed_at"])
    return _recorded("policy.change", draft, by)


def _refuse_others(by: User, authority: VettingAuthority) -> None:
    if not can_write_policy(by, authority):
        raise NotAllowedError(_("Only a vetting lead of %(authority)s changes its policy. Ask one.") % {"authority": authority.name})


def _recorded(action: str, draft: PolicyDraft, by: User, **details: Any) -> PolicyDraft:
    audit.record(action, draft, by=by, acting_for=draft.authority.name, details=details)
    return draft
