"""Mails about suspensions and withdrawals. Outside the authority they say “currently unavailable”; none names a ground."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import clock
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from directory.models import Provider
from schools.models import School
from vetting.emails.cases import provider_desk
from vetting.models import Clearance, Suspension
from vetting.queries.appeals.open_to import last_day_against
from vetting.queries.cases.notices import held_days
from vetting.queries.clearances.evidence import subject_of
from vetting.states import ClearanceState


def _open_suspension(message: OutboxMessage) -> Suspension | None:
    rows = Suspension.objects.select_related("clearance__authority").filter(lifted_at=None)
    return rows.filter(pk=message.payload["suspension"]).first()


def _suspended(message: OutboxMessage) -> Clearance | None:
    """Withdrawn meanwhile, it is as unavailable as before."""
    still = Q(suspensions__lifted_at=None) | Q(state=ClearanceState.WITHDRAWN)
    return Clearance.objects.filter(still, suspensions=message.payload["suspension"]).first()


def _withdrawn(message: OutboxMessage) -> Clearance | None:
    rows = Clearance.objects.select_related("authority__policy").filter(state=ClearanceState.WITHDRAWN)
    return rows.filter(pk=message.payload["clearance"]).first()


def _mail(template: str, provider: Provider, context: dict[str, Any]) -> Mail:
    subject = _("Currently unavailable: %(provider)s") % {"provider": provider.name}
    return render(f"vetting/{template}", {"provider": provider, **context}, subject=subject)


@decides("vetting.unavailable")
def tell_unavailable(message: OutboxMessage) -> Mail | None:
    """Neutral words, whatever the ground; nothing once it is lifted."""
    suspension = _open_suspension(message)
    provider = Provider.objects.filter(pk=message.payload["provider"]).first()
    if suspension is None or provider is None:
        return None
    return _mail("unavailable", provider, {"authority": suspension.clearance.authority, "address": provider_desk()})


@decides("vetting.withdrawn")
def tell_withdrawn(message: OutboxMessage) -> Mail | None:
    """To the provider: neither why nor of whom, but until when it can appeal."""
    clearance = _withdrawn(message)
    provider = Provider.objects.filter(pk=message.payload["provider"]).first()
    if clearance is None or provider is None:
        return None
    words = {"provider": provider.name, "authority": clearance.authority.name, "email": clearance.authority.contact_email}
    paragraphs = [
        _("Offers of %(provider)s are shown as currently unavailable. Nobody is told more than that.") % words,
        _("Before schools find them again, officers of %(authority)s look at them anew: change an offer and hand it in.") % words,
        *_how_to_appeal(clearance),
        _("If you want to ask something first, write to %(email)s.") % words,
    ]
    return _mail("plain", provider, {"paragraphs": paragraphs, "label": _("Your offers"), "address": provider_desk()})


def _how_to_appeal(clearance: Clearance) -> list[str]:
    """Nothing where the provider asked for it, or the time is over."""
    last_day = last_day_against(clearance)
    if clearance.at_request or last_day < clock.today():
        return []
    ask = _("If you think that this is wrong, you can ask until %(day)s that a lead who had no part in it looks at it again.")
    return [f"{ask % {'day': date_format(last_day, 'j F Y')}} {_('The page of each offer says how.')}"]


@decides("vetting.unavailable_to_school")
def tell_school_that_waits(message: OutboxMessage) -> Mail | None:
    """To a school that has asked for dates. Nothing once it is lifted, or nothing is waiting any more. A withdrawal reads no different."""
    clearance = _withdrawn(message) if "clearance" in message.payload else _suspended(message)
    provider = Provider.objects.filter(pk=message.payload["provider"]).first()
    school = School.objects.filter(pk=message.payload["school"]).first()
    if clearance is None or provider is None or school is None:
        return None
    if not held_days(subject_of(clearance)).filter(provider=provider, school=school).exists():
        return None
    return _mail("unavailable_to_school", provider, {"school": school, "address": absolute(reverse("bookings:booking-list"))})


@decides("vetting.suspension_unconfirmed")
def ask_for_a_second_officer(message: OutboxMessage) -> Mail | None:
    """To the authority. It names nobody: the page behind the link does."""
    suspension = _open_suspension(message)
    if suspension is None or suspension.confirmed_at is not None:
        return None
    address = absolute(reverse("vetting_clearances:inspect", args=[suspension.clearance_id]))
    context = {"suspension": suspension, "authority": suspension.clearance.authority, "address": address}
    return render("vetting/suspension_unconfirmed", context, subject=_("A suspension waits for a second officer"))
