"""Taking a policy file in, and bringing an authority's own version into force on its day."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Offer
from vetting.enums import CheckScope
from vetting.exceptions import PolicyError
from vetting.models import Clearance, PlannedUse, Policy, PolicyDraft, VettingAuthority
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy
from vetting.services.clearances import derive
from vetting.services.clearances.sweep import in_chunks
from vetting.services.policies.law import record_law
from vetting.states import POLICY_DRAFT, ClearanceState, DraftEvent, DraftState


@transaction.atomic
def load_policy(*, text: str, by: User | None = None) -> tuple[Policy, bool]:
    """Publish the policy of a YAML text. Returns it, and whether it is new: the same text again changes nothing.

    What it says of the law becomes rule sets, by which every policy of the jurisdiction goes at once. Raises PolicyError naming line and
    key for what is unknown or contradictory, for a rule set that would become another, and for a published version that would.
    """
    source = PolicyText(text)
    content = read_policy(source.data, source.lines)
    policy, is_new = Policy.objects.get_or_create(
        code=content.code,
        version=content.version,
        defaults={
            "effective_from": content.effective_from,
            "source_note": content.source_note,
            "content": source.data,
            "jurisdiction": content.jurisdiction,
            "published_at": clock.now(),
        },
    )
    if not is_new and policy.content != source.data:
        raise PolicyError(
            f"{content.label} is published and says something else. A published version is never edited: give this one another version.",
            field="version",
        )
    if is_new:
        audit.record("policy.publish", policy, by=by, details={"version": content.label})
    new_law = record_law(content, source)
    if new_law:
        audit.record("policy.record_law", policy, by=by, details={"rules": [str(rule) for rule in new_law]})
    policy.refresh_from_db(fields=["law"])
    return policy, is_new


def bring_due_into_force() -> int:
    """Every published version whose day has come: from now it judges all that its authority cleared. Returns how many.

    The switch itself is one transaction; what follows from it is written down afterwards, in parts. Were that cut short, the nightly
    sweep would finish it, and clearance is computed when asked anyway.
    """
    due = PolicyDraft.objects.filter(state=DraftState.PUBLISHED, holds_from__lte=clock.today()).order_by("holds_from", "pk")
    brought = [draft for draft in due if _switch(draft.pk)]
    for draft in brought:
        for offers in in_chunks(_offers_cleared_by(draft.authority_id)):
            _judge_again(offers)
    return len(brought)


@transaction.atomic
def _switch(pk: int) -> bool:
    """False where another run was quicker."""
    draft = PolicyDraft.objects.select_for_update(of=("self",)).select_related("authority", "policy").get(pk=pk)
    if draft.state != DraftState.PUBLISHED:
        return False
    POLICY_DRAFT.fire(draft, DraftEvent.BRING_IN)
    VettingAuthority.objects.filter(pk=draft.authority_id).update(policy=draft.policy)
    Clearance.objects.filter(authority=draft.authority_id).exclude(state=ClearanceState.WITHDRAWN).update(policy=draft.policy)
    audit.record("policy.bring_in", draft, by=None, acting_for=draft.authority.name, details={"policy": draft.policy_id})
    return True


def _offers_cleared_by(authority_id: int) -> QuerySet[Offer]:
    standing = Clearance.objects.filter(authority=authority_id).exclude(state=ClearanceState.WITHDRAWN)
    return Offer.objects.filter(pk__in=standing.values("offer"))


@transaction.atomic
def _judge_again(offers: list[int]) -> None:
    """Periods anew; and the days that are planned, even where no period changed: a policy says how days add up, too."""
    changed = derive.refresh(offers=offers)
    planned = PlannedUse.objects.filter(offer__in=offers, date__gte=clock.today()).values_list("offer", flat=True).distinct()
    derive.tell({(CheckScope.OFFER, pk) for pk in planned} - changed)
