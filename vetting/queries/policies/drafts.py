"""An authority's next policy as it is written, and from what it may begin."""

from typing import Any

from django.db.models import Q, QuerySet

from vetting.models import Policy, PolicyDraft, VettingAuthority
from vetting.queries.policies.content import own_content_of
from vetting.rules.lawful import refuse_changes_of_law
from vetting.rules.policy import PolicyContent
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_law, read_policy


def authorities_read_by(user: Any) -> QuerySet[VettingAuthority]:
    """Those in which the user has a part: can_read_policies as a list."""
    return VettingAuthority.objects.in_which(user).select_related("policy")


def drafts_read_by(user: Any) -> QuerySet[PolicyDraft]:
    related = ("authority__policy", "based_on", "policy", "begun_by", "proposed_by", "published_by")
    return PolicyDraft.objects.filter(authority__in=authorities_read_by(user)).select_related(*related)


def starting_points(authority: VettingAuthority) -> QuerySet[Policy]:
    """What a new version may begin from: the one in force, earlier ones of the authority, and shipped ones."""
    return Policy.objects.filter(Q(draft__authority=authority) | Q(draft=None), published_at__isnull=False).order_by(
        "-effective_from", "-pk"
    )


def law_of(authority: VettingAuthority, based_on: Policy) -> Policy:
    """Whose law a new version must keep: the one in force, or a shipped one that is newer."""
    is_shipped = not PolicyDraft.objects.filter(policy=based_on).exists()
    in_force = authority.policy
    return based_on if is_shipped and based_on.effective_from >= in_force.effective_from else in_force


def read_draft(text: str, authority: VettingAuthority, based_on: Policy) -> tuple[PolicyText, PolicyContent]:
    """What the text says, under the law.

    Raises PolicyError naming line and key for what is unknown, contradictory, or not the authority's to change.
    """
    source = PolicyText(text)
    content = read_policy(source.data, source.lines)
    base = law_of(authority, based_on)
    refuse_changes_of_law(own_content_of(base), content, source)
    return source, content.under_law(read_law(base.law))
