"""The law's own numbers and dates, as a shipped file brings them."""

import datetime

from core import clock
from vetting.models import RuleSet
from vetting.rules.policy import LAW, PolicyContent
from vetting.rules.reading import PolicyText, Section


def record_law(content: PolicyContent, text: PolicyText) -> list[RuleSet]:
    """Keep the law's rows of a policy as rule sets, and return those that are new. Belongs into the transaction that publishes the policy.

    Raises PolicyError naming line and key where the law is on record with another value from the same day: a change of law has a new day.
    """
    added = []
    for number, row in enumerate(content.constants):
        if row.basis != LAW:
            continue
        value = row.value.isoformat() if isinstance(row.value, datetime.date) else row.value
        rule, is_new = RuleSet.objects.get_or_create(
            jurisdiction=content.jurisdiction,
            key=row.key,
            effective_from=row.effective_from,
            defaults={"value": value, "source": row.source, "recorded_at": clock.now()},
        )
        if rule.value != value:
            section = Section(text.data["constants"][number], ("constants", number), text.lines)
            raise section.error(
                "value", f"“{row.key}” is on record as {rule.value} from that day. A change of the law has a day of its own"
            )
        if is_new:
            added.append(rule)
    return added
