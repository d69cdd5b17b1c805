"""An officer looks at what people declared: each answer is verified, or goes back with a reason."""

import dataclasses
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.exceptions import DomainError
from core.services import audit, outbox
from vetting.enums import CheckSource, SentBackReason
from vetting.exceptions import CheckRefusedError, DeclarationRefusedError, FourEyesError
from vetting.models import Check
from vetting.policies.checks import can_verify_check, subject_of_row
from vetting.policies.roles import can_work_queue, why_others_do_it
from vetting.rules.details import short_text
from vetting.services.checks.recording import verify_check
from vetting.services.officers import hold_part
from vetting.states import CHECK, CheckEvent

LONGEST_SENTENCE = 200


@dataclasses.dataclass(frozen=True)
class Look:
    """What an officer says of one declaration. Without `verifies` it goes back, with a reason and a sentence."""

    check: Check
    verifies: bool
    reason: str = ""
    note: str = ""


@transaction.atomic
def review_declarations(*, by: User, looks: Sequence[Look]) -> None:
    """Each declaration is decided for itself, and all or none are kept. Whose answers went back get one mail.

    Raises DeclarationRefusedError, which names the declaration, for the first that can't be dealt with like this.
    """
    sent_back = []
    for look in sorted(looks, key=lambda one: one.check.pk):
        try:
            if look.verifies:
                verify_check(by=by, check=look.check)
            else:
                sent_back.append(_send_back(by, look))
        except DomainError as refusal:
            raise DeclarationRefusedError(str(refusal.message), check=look.check.pk, field=refusal.field) from None
    now = clock.now().isoformat()
    for declarer, authority in {(check.performed_by, check.authority) for check in sent_back}:
        payload = {"user": declarer.pk, "authority": authority.pk}
        event = f"declarations:{authority.pk}:{declarer.pk}:sent_back:{now}"
        outbox.post("vetting.declarations_sent_back", to=declarer.email, event=event, payload=payload)


def _send_back(by: User, look: Look) -> Check:
    related = ("authority", "person", "provider", "venue", "offer", "performed_by")
    check = Check.objects.select_for_update(of=("self",)).select_related(*related).get(pk=look.check.pk)
    hold_part(by=by, authority=check.authority)
    if check.source != CheckSource.PROVIDER:
        raise CheckRefusedError(_("This was not declared by anybody: revoke it where it is wrong."))
    if not can_verify_check(by, check):
        raise FourEyesError(_why_not(by, check))
    if look.reason not in SentBackReason.values:
        raise CheckRefusedError(_("Choose why it goes back."), field="reason")
    note = short_text(look.note, _("What they should do"), "note", LONGEST_SENTENCE)
    if not note:
        raise CheckRefusedError(_("Write a sentence that tells them what to do."), field="note")
    changes = {"sent_back_by": by, "sent_back_at": clock.now(), "sent_back_reason": look.reason, "sent_back_note": note}
    CHECK.fire(check, CheckEvent.SEND_BACK, **changes)
    details = {"type": check.check_type}
    audit.record("check.send_back", check, by=by, acting_for=check.authority.name, reason=look.reason, details=details)
    return check


def _why_not(by: User, check: Check) -> str:
    if not can_work_queue(by, check.authority):
        return _("Only an officer of %(authority)s can do this.") % {"authority": check.authority.name}
    return why_others_do_it(by, subject_of_row(check)) or _("You answered this yourself, so another officer has to look at it.")
