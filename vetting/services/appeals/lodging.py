"""A provider asks that a decision be looked at again, or takes that back. What was decided holds meanwhile."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.models import Offer, Provider
from vetting.enums import AppealGround
from vetting.exceptions import AppealError, NotAllowedError
from vetting.models import Appeal
from vetting.policies.appeals import can_lodge_appeal
from vetting.queries.appeals.open_to import Appealable, appealable, appeals_about
from vetting.queries.cases.notices import addresses_of_leads
from vetting.queries.policies.content import content_of
from vetting.rules.appealing import day_to_decide
from vetting.rules.details import LONGEST_PASTE, short_text
from vetting.states.leads import APPEAL, AppealEvent, AppealState


@transaction.atomic
def lodge_appeals(*, by: User, offer: Offer, ground: str, words: str) -> list[Appeal]:
    """Against whatever was decided against the offer: the provider need not know how many suspensions it rests on.

    Raises AppealError where there is nothing to appeal against any more, and for no words.
    """
    locked = _lock(by, offer)
    kept = short_text(words, _("What we should look at"), "words", LONGEST_PASTE)
    if not kept:
        raise AppealError(_("Write in a few words what we should look at."), field="words")
    against = appealable(locked)
    if not against:
        raise AppealError(
            _("There is nothing to appeal against now: it was lodged already, changed meanwhile, or the time for it is over.")
        )
    return [_lodge(by, locked, one, AppealGround(ground), kept) for one in against]


@transaction.atomic
def withdraw_appeals(*, by: User, offer: Offer) -> list[Appeal]:
    """While nobody has decided. Within the time for it, it can be lodged anew. Raises AppealError where nothing waits."""
    locked = _lock(by, offer)
    open_pks = list(appeals_about(locked).filter(state=AppealState.LODGED).values_list("pk", flat=True))
    waiting = list(Appeal.objects.select_for_update().filter(pk__in=open_pks, state=AppealState.LODGED).order_by("pk"))
    if not waiting:
        raise AppealError(_("There is no appeal that waits, so there is nothing to take back."))
    for appeal in waiting:
        APPEAL.fire(appeal, AppealEvent.WITHDRAW, closed_at=clock.now())
        audit.record("appeal.withdraw", appeal, by=by, acting_for=locked.provider.slug)
    return waiting


def _lock(by: User, offer: Offer) -> Offer:
    """One step at a time for the whole provider: several of its offers can rest on the same suspension."""
    Provider.objects.select_for_update(no_key=True).get(pk=offer.provider_id)
    locked = Offer.objects.select_related("provider").get(pk=offer.pk)
    if not can_lodge_appeal(by, locked.provider):
        raise NotAllowedError(_("Only somebody who acts for this provider can appeal, or take an appeal back."))
    return locked


def _lodge(by: User, offer: Offer, against: Appealable, ground: AppealGround, words: str) -> Appeal:
    appeal = Appeal.objects.create(
        provider=offer.provider,
        authority=against.authority,
        offer=offer,
        case=against.case,
        suspension=against.suspension,
        clearance=against.clearance,
        ground=ground,
        words=words,
        lodged_by=by,
        lodged_at=clock.now(),
        decide_by=day_to_decide(content_of(against.authority.policy), clock.today()),
    )
    audit.record("appeal.lodge", appeal, by=by, acting_for=offer.provider.slug, reason=ground)
    for address in addresses_of_leads(against.authority):
        outbox.post("vetting.appeal_lodged", to=address, event=f"appeal:{appeal.pk}:lodged", payload={"appeal": appeal.pk})
    return appeal
