"""Mails to referees, and to officers about them. They hold a link and names, never an answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import ReferenceRequest
from vetting.states import CLOSED_CASES, CaseState, ReferenceState

RELATED = ("person", "provider", "case__authority")


@decides("vetting.reference_asked")
def ask_referee(message: OutboxMessage) -> Mail | None:
    return _question(message, "reference_asked", _("%(authority)s asks you about %(person)s"))


@decides("vetting.reference_reminder")
def remind_referee(message: OutboxMessage) -> Mail | None:
    return _question(message, "reference_reminder", _("Still waiting for your word about %(person)s"))


def _question(message: OutboxMessage, template: str, subject: str) -> Mail | None:
    """Nothing once they answered, were taken back, got a newer link, or the time is over or the case closed."""
    reference = (
        ReferenceRequest.objects.select_related(*RELATED).filter(pk=message.payload["reference"], state=ReferenceState.ASKED).first()
    )
    if reference is None or reference.case is None or str(reference.seed) != message.payload["seed"]:
        return None
    if reference.expires_at is None or reference.expires_at <= clock.now() or reference.case.state == CaseState.WITHDRAWN:
        return None
    names = {"authority": reference.case.authority.name, "person": reference.person.name}
    context = {
        "reference": reference,
        "authority": reference.case.authority,
        "address": absolute(reverse("vetting:reference", args=[reference.token])),
        "last_day": reference.expires_at.astimezone(clock.LONDON).date(),
    }
    return render(f"vetting/{template}", context, subject=subject % names)


@decides("vetting.reference_news")
def tell_of_reference(message: OutboxMessage) -> Mail | None:
    """To the officer: whom to ring, or that all have answered. Nothing while others are awaited and nobody is to be rung."""
    reference = ReferenceRequest.objects.select_related(*RELATED).filter(pk=message.payload["reference"]).first()
    if reference is None or reference.case is None or reference.case.state in CLOSED_CASES:
        return None
    awaited = ReferenceRequest.objects.filter(person=reference.person_id, case=reference.case_id, state=ReferenceState.ASKED)
    if not reference.wants_ringing and awaited.exists():
        return None
    case = reference.case
    words = _("%(reference)s: a referee to ring") if reference.wants_ringing else _("%(reference)s: the referees have answered")
    address = absolute(reverse("vetting_case_references", args=[case.pk, reference.person_id]))
    context = {"case": case, "address": address, "wants_ringing": reference.wants_ringing}
    return render("vetting/reference_news", context, subject=words % {"reference": case.reference})
