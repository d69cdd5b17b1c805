"""A lead who had no part in the first decision upholds an appeal or dismisses it. What follows happens in the same transaction."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit, outbox
from directory.models import OfferVersion
from directory.queries.completeness import missing_from
from directory.services.offers import open_new_version
from directory.states import OfferState, VersionState
from vetting.enums import UPHOLDING, AppealAnswer, OfficerRole
from vetting.exceptions import AppealError, FourEyesError, NotAllowedError
from vetting.models import Appeal, Case, Suspension, VettingAuthority
from vetting.policies.appeals import can_decide_appeal
from vetting.policies.roles import holds
from vetting.queries.appeals.open_to import is_declined, is_gone
from vetting.rules.details import LONGEST_PASTE, short_text
from vetting.services.cases.handling import add_note, submit_offer
from vetting.services.clearances.suspensions import reinstate
from vetting.services.officers import hold_part
from vetting.states import ClearanceState
from vetting.states.leads import APPEAL, AppealEvent


@transaction.atomic
def decide_appeal(*, by: User, appeal: Appeal, answer: str, message: str) -> Appeal:
    """Which way follows from the answer. Upheld, a declined draft is with the officers again as a new case, the suspension is lifted, or
    what rested on a withdrawn clearance is looked at anew: the withdrawal itself is for good.

    Raises FourEyesError for whoever had a part in it or is close to the provider, AppealError where what follows can't be done.
    """
    locked = _lock(appeal)
    _refuse_wrong_people(by, locked)
    kept = short_text(message, _("Message to the provider"), "message", LONGEST_PASTE)
    if not kept:
        raise AppealError(_("Write a sentence to the provider: it goes into the mail."), field="message")
    is_upheld = AppealAnswer(answer) in UPHOLDING
    event = AppealEvent.UPHOLD if is_upheld else AppealEvent.DISMISS
    APPEAL.fire(locked, event, answer=answer, message=kept, decided_by=by, closed_at=clock.now())
    audit.record(f"appeal.{event}", locked, by=by, acting_for=locked.authority.name, reason=answer)
    if is_upheld:
        _undo(by, locked)
    to = locked.provider.contact_email
    outbox.post("vetting.appeal_decided", to=to, event=f"appeal:{locked.pk}:decided", payload={"appeal": locked.pk})
    return locked


def _lock(appeal: Appeal) -> Appeal:
    clearances = ("suspension__clearance__authority", "clearance")
    related = ("authority__policy", "provider", "offer__provider", "case__decision", "case__version__offer__provider", *clearances)
    return Appeal.objects.select_for_update(of=("self",)).select_related(*related).get(pk=appeal.pk)


def _refuse_wrong_people(by: User, appeal: Appeal) -> None:
    hold_part(by=by, authority=appeal.authority)
    if not holds(by, appeal.authority, OfficerRole.LEAD):
        raise NotAllowedError(
            _("Only a vetting lead of %(authority)s decides on an appeal. Ask one.") % {"authority": appeal.authority.name}
        )
    if not can_decide_appeal(by, appeal):
        raise FourEyesError(
            _("Another vetting lead has to decide: one who had no part in the first decision and is not close to the provider.")
        )


def _undo(by: User, appeal: Appeal) -> None:
    if appeal.case is not None:
        _look_again(by, appeal.case)
    elif appeal.suspension is not None:
        _lift(by, appeal.suspension)
    else:
        _look_anew(by, appeal)


def _look_again(by: User, case: Case) -> None:
    """A new case with the same version, unless the provider has handed it in again, or has begun to change it and is not done."""
    if is_declined(case) and not any(gap.blocks for gap in missing_from(case.version)):
        _open_case(by, case.version, case.authority)


def _look_anew(by: User, appeal: Appeal) -> None:
    """A new case with what the offer says. Nothing where a text of it is with the officers or, begun and not handed in, with its provider;
    nor where it was put away, or cleared anew meanwhile."""
    offer = appeal.offer
    beside = offer.versions.filter(state__in=[VersionState.DRAFT, VersionState.IN_REVIEW])
    if not is_gone(appeal) or offer.state == OfferState.ARCHIVED or beside.exists():
        return
    version = open_new_version(by=None, offer=offer)
    if not any(gap.blocks for gap in missing_from(version)):
        _open_case(by, version, appeal.authority)


def _open_case(by: User, version: OfferVersion, authority: VettingAuthority) -> None:
    case = submit_offer(by=None, version=version, authority=authority)
    add_note(by=by, case=case, text=_("Looked at anew: an appeal was upheld."))


def _lift(by: User, suspension: Suspension) -> None:
    """Nothing where another lead was quicker."""
    if suspension.clearance.state == ClearanceState.WITHDRAWN:
        raise AppealError(
            _(
                "The clearance has been withdrawn meanwhile, so there is nothing to lift. "
                "Dismiss it, and say that the provider can appeal against that."
            )
        )
    if suspension.lifted_at is None:
        reinstate(by=by, clearance=suspension.clearance)
