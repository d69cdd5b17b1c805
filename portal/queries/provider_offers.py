"""A provider's offers, each with where it stands."""

import dataclasses
import datetime

from directory.enums import EditorPage
from directory.models import Offer, OfferVersion, Provider
from directory.states import OfferState, VersionState
from vetting.enums import DecisionOutcome
from vetting.models import Case
from vetting.states import CaseState

ENDING = datetime.timedelta(days=60)  # an assurance that ends sooner is worth a word


@dataclasses.dataclass(frozen=True)
class OfferStanding:
    """An offer, what is written beside its approved version, and the last case about that."""

    offer: Offer
    beside: OfferVersion | None
    case: Case | None

    @property
    def title(self) -> str:
        version = self.beside or self.offer.approved_version
        return version.title if version else str(self.offer)

    @property
    def is_draft(self) -> bool:
        return self.beside is not None and self.beside.state == VersionState.DRAFT

    @property
    def pages_left(self) -> int:
        """How many of the editor's pages the draft has not answered."""
        return len(EditorPage) - len(set(self.beside.answered)) if self.beside else 0

    @property
    def is_asked(self) -> bool:
        return self.case is not None and self.case.state == CaseState.WAITING_ON_PROVIDER

    @property
    def is_declined(self) -> bool:
        decided = self.is_draft and self.case is not None and self.case.state == CaseState.DECIDED
        return bool(decided and self.case and self.case.decision.outcome == DecisionOutcome.DECLINED)

    def ends_soon(self, today: datetime.date) -> bool:
        """Whether an offer on show loses its assurance before long."""
        return self.offer.is_shown and self.offer.assured_until is not None and self.offer.assured_until <= today + ENDING


def offers_of(provider: Provider) -> list[OfferStanding]:
    """Three queries, however many offers. What was put away is left out."""
    offers = list(provider.offers.exclude(state=OfferState.ARCHIVED).select_related("approved_version").order_by("created_at", "pk"))
    open_versions = OfferVersion.objects.filter(offer__in=offers, state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])
    beside = {version.offer_id: version for version in open_versions}
    cases = (
        Case.objects.filter(version__in=beside.values()).exclude(state=CaseState.WITHDRAWN).select_related("decision", "authority__policy")
    )
    last = {case.version_id: case for case in cases.order_by("submitted_at", "pk")}
    standings = []
    for offer in offers:
        offer.provider = provider
        version = beside.get(offer.pk)
        standings.append(OfferStanding(offer, version, last.get(version.pk) if version else None))
    return standings
