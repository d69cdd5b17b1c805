"""Taking a policy file in."""

from django.db import transaction

from accounts.models import User
from core import clock
from core.services import audit
from vetting.exceptions import PolicyError
from vetting.models import Policy
from vetting.rules.reading import PolicyText
from vetting.rules.schema import read_policy


@transaction.atomic
def load_policy(*, text: str, by: User | None = None) -> tuple[Policy, bool]:
    """Publish the policy of a YAML text. Returns it, and whether it is new: the same text again changes nothing.

    Raises PolicyError naming line and key for what is unknown or contradictory, and for a published version that would become another.
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
    return policy, is_new
