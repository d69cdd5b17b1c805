"""What a school's own staff read beside an offer: whether the school accepts it, and what it lacks of what the school asks in addition."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping, Sequence

from core import clock
from directory.enums import Setting
from directory.models import Offer, OfferVersion
from schools.models import School
from vetting.answers import ClearanceRequest
from vetting.queries.assurance.acceptance import acceptances_of
from vetting.queries.assurance.own import requirements_of
from vetting.queries.clearances.declared import Part, parts_of
from vetting.queries.clearances.judging import judged
from vetting.queries.clearances.reasons import OWN
from vetting.queries.clearances.situations import situation_of

AT_THE_SCHOOL = (Setting.SCHOOL_SITE, Setting.ONLINE_LIVE)


@dataclasses.dataclass(frozen=True)
class SchoolLabel:
    """`accepted_until` is None where an approver still accepts it with the first booking; `lacking` names checks."""

    accepted_until: datetime.date | None
    lacking: tuple[str, ...] = ()


def labels_for(school: School, offers: Sequence[Offer]) -> dict[int, SchoolLabel]:
    """By offer, as things stand today, in a fixed number of queries. Offers come with `approved_version` and `provider` fetched."""
    versions = {offer.pk: offer.approved_version for offer in offers if offer.approved_version}
    accepted = acceptances_of(school, {offer.provider_id for offer in offers}, clock.today())
    lacking = lacking_in(school, offers)
    found = {}
    for offer in offers:
        version = versions.get(offer.pk)
        covering = [one for one in accepted.get(offer.provider_id, []) if version is None or one.covers(version.supervision)]
        found[offer.pk] = SchoolLabel(covering[0].expires_on if covering else None, lacking.get(offer.pk, ()))
    return found


def lacking_in(school: School, offers: Sequence[Offer]) -> Mapping[int, tuple[str, ...]]:
    """By offer, the names of what the school asks in addition and the offer's people, places and provider don't have today."""
    asked = requirements_of(school)
    if not asked:
        return {}
    names = {one.row.check_type: one.name for one in asked}
    rows = OfferVersion.objects.filter(pk__in=[offer.approved_version_id for offer in offers])
    versions = list(rows.select_related("offer__provider").prefetch_related("people"))
    requests = [_request(school, part) for part in parts_of(versions, clock.today()) if part.person]
    answers = judged(requests, situation_of(requests), proposed_days=()) if requests else {}
    found: dict[int, dict[str, None]] = {}
    for request, answer in answers.items():
        codes = [reason.check for reason in answer.reasons if reason.code == OWN]
        found.setdefault(request.offer_id, {}).update(dict.fromkeys(names.get(code, code) for code in codes))
    return {offer_id: tuple(each) for offer_id, each in found.items()}


def _request(school: School, part: Part) -> ClearanceRequest:
    """As if it were today, as declared."""
    version = part.version
    return ClearanceRequest(
        session=uuid.uuid4(),
        date=clock.today(),
        school_id=school.pk,
        provider_id=version.offer.provider_id,
        person_id=part.person.pk if part.person else 0,
        venue_id=None if version.setting in AT_THE_SCHOOL else version.venue_id,
        offer_id=version.offer_id,
        nature=version.nature,
        supervision=version.supervision,
        setting=version.setting,
        engagement=part.engagement,
    )
