"""What other authorities say of a provider: outcome, level, scope and days. Never what lies behind it, and never why something ended."""

import collections
import dataclasses
import datetime
from collections.abc import Collection

from core import clock
from directory.enums import ActivityNature, Setting
from directory.models import Provider
from vetting.models import AssuranceStatement, Clearance, Recognition, VettingAuthority
from vetting.queries.assurance.recognitions import RELATED, Holding, holding
from vetting.queries.clearances.evidence import PASSES
from vetting.states import IN_FORCE
from vetting.states.partners import RecognitionState


@dataclasses.dataclass(frozen=True)
class OtherStatement:
    """The last word of another authority. `until` is None where it does not hold today, for whatever reason.

    `recognition` is this authority's own, live; `holds` says that it holds today.
    """

    statement: AssuranceStatement
    until: datetime.date | None
    natures: tuple[str, ...]
    settings: tuple[str, ...]
    recognition: Recognition | None
    holds: Holding | None

    @property
    def scope(self) -> str:
        """Activities and places in words."""
        words = [*(str(ActivityNature(one).label) for one in self.natures), *(str(Setting(one).label) for one in self.settings)]
        return ", ".join(words)

    def held(self, subject: str, check: str) -> datetime.date | bool:
        """The last day of a check that passed; True where it has none, False where it is not there. `subject` is as statements write it."""
        for line in self.statement.summary:
            if (line["subject"], line["check"]) == (subject, check) and line["outcome"] in PASSES:
                return datetime.date.fromisoformat(line["expires_on"]) if line["expires_on"] else True
        return False


def other_statements(provider: Provider, authority: VettingAuthority) -> list[OtherStatement]:
    """One for each other authority that ever said something of the provider, by its name. Five queries."""
    rows = AssuranceStatement.objects.filter(provider=provider).exclude(authority=authority)
    latest = {one.authority_id: one for one in rows.select_related("authority", "policy", "provider").order_by("issued_at", "pk")}
    if not latest:
        return []
    own = Recognition.objects.filter(authority=authority, statement__provider=provider).exclude(state=RecognitionState.WITHDRAWN)
    recognitions = {one.statement.authority_id: one for one in own.select_related(*RELATED).order_by("recognised_at", "pk")}
    holds = holding(recognitions.values())
    scopes = scopes_of(provider, latest)
    found = []
    for statement in sorted(latest.values(), key=lambda one: one.authority.name):
        natures, settings = scopes.get(statement.authority_id, (frozenset(), frozenset()))
        recognition = recognitions.get(statement.authority_id)
        found.append(
            OtherStatement(
                statement=statement,
                until=statement.holds_until if natures and statement.holds_until >= clock.today() else None,
                natures=tuple(sorted(natures)),
                settings=tuple(sorted(settings)),
                recognition=recognition,
                holds=holds.get(recognition.pk) if recognition else None,
            )
        )
    return found


def scopes_of(provider: Provider, authorities: Collection[int]) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Activities and places of the offers that each authority assures today; none for one that assures nothing."""
    rows = Clearance.objects.filter(
        offer__provider=provider, authority__in=authorities, state__in=IN_FORCE, offer__assured_until__gte=clock.today()
    )
    natures: dict[int, set[str]] = collections.defaultdict(set)
    settings: dict[int, set[str]] = collections.defaultdict(set)
    for row in rows.select_related("authority", "offer__approved_version"):
        version = row.offer.approved_version if row.offer else None
        if row.offer and version and row.offer.assured_by == row.authority.name:
            natures[row.authority_id].add(version.nature)
            settings[row.authority_id].add(version.setting)
    return {pk: (frozenset(natures[pk]), frozenset(settings[pk])) for pk in natures}
