"""What the columns of an import are used as, before anybody chooses: as the authority last did, else as their headings say."""

from imports.models import Batch, RememberedHeading
from imports.rules.headings import guess, plain
from imports.rules.targets import by_own_label, known_or_nearest
from vetting.queries.policies.content import content_of


def suggested(batch: Batch) -> dict[int, str]:
    """By position, for the columns that may be used; "" where nothing is known. Nothing is suggested twice."""
    policy = content_of(batch.authority.policy)
    remembered = dict(RememberedHeading.objects.filter(authority=batch.authority_id).values_list("heading", "target"))
    used: set[str] = set()
    found: dict[int, str] = {}
    for at, heading in enumerate(batch.headings):
        if str(at) in batch.not_kept:
            continue
        words = plain(heading)[:100]
        told = remembered[words] if words in remembered else by_own_label(heading, policy) or guess(heading)
        target = known_or_nearest(told, policy)
        found[at] = "" if target in used else target
        used.add(found[at])
    return found
