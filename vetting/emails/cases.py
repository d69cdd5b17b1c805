"""What vetting's mails say, decided from the state when they are sent. They name steps, never evidence or findings."""

from collections.abc import Callable

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import Case
from vetting.states import CLOSED_CASES, CaseState

Words = Callable[[Case], str]


def provider_desk() -> str:
    """Where signing in brings the provider: their offers and what is asked of them."""
    return absolute(resolve_url(settings.LOGIN_REDIRECT_URL))


def _officer_desk() -> str:
    return absolute(reverse("wagtailadmin_home"))


def _appeal_page(case: Case) -> str:
    return absolute(reverse("portal:offer-appeal", args=[case.offer.slug]))


def _case_mail(kind: str, *, subject: Words, states: frozenset[str], address: Callable[[], str]) -> None:
    """A mail about a case that is dropped once the case has moved on from these states."""

    @decides(f"vetting.{kind}")
    def decide(message: OutboxMessage) -> Mail | None:
        case = Case.objects.select_related("provider", "authority", "version", "offer").filter(pk=message.payload["case"]).first()
        if case is None or case.state not in states:
            return None
        return render(f"vetting/{kind}", {"case": case, "address": address(), "appeal": _appeal_page(case)}, subject=subject(case))


UNDER_WAY = frozenset(CaseState.values).difference(CLOSED_CASES)
DECIDED = frozenset({CaseState.DECIDED})

_case_mail(
    "case_received",
    subject=lambda case: _("We have “%(offer)s”") % {"offer": case.version.title},
    states=UNDER_WAY,
    address=provider_desk,
)
_case_mail(
    "case_waiting",
    subject=lambda case: _("%(reference)s: a new case is waiting") % {"reference": case.reference},
    states=frozenset({CaseState.OPEN}),
    address=_officer_desk,
)
_case_mail(
    "case_question",
    subject=lambda case: _("A question about “%(offer)s”") % {"offer": case.version.title},
    states=frozenset({CaseState.WAITING_ON_PROVIDER}),
    address=provider_desk,
)
_case_mail(
    "case_answered",
    subject=lambda case: _("%(reference)s: the provider has answered") % {"reference": case.reference},
    states=frozenset({CaseState.CLAIMED}),
    address=_officer_desk,
)
_case_mail(
    "case_cleared",
    subject=lambda case: _("“%(offer)s” is cleared") % {"offer": case.version.title},
    states=DECIDED,
    address=provider_desk,
)
_case_mail(
    "case_declined",
    subject=lambda case: _("“%(offer)s”: what to do next") % {"offer": case.version.title},
    states=DECIDED,
    address=provider_desk,
)
