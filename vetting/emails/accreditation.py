"""Mails about accreditation. They name a step and where to take it, never what a school answered."""

import datetime

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from directory.enums import OfferKind
from directory.models import Provider
from vetting.models import Accreditation
from vetting.queries.accreditation.shown import kinds_words
from vetting.queries.accreditation.standing import to_remind_of
from vetting.states import AccreditationState


@decides("vetting.accreditation_begun")
def invite(message: OutboxMessage) -> Mail | None:
    found, provider = _found(message), _provider(message)
    if found is None or provider is None or found.state != AccreditationState.BEGUN:
        return None
    names = {"authority": found.authority.name, "person": found.person.name}
    paragraphs = [
        _("%(authority)s invites %(person)s to become accredited in the community.") % names,
        _("It is an offer and no duty: your listing and your bookings don't hang on it. A short induction comes first, then a session with "
          "a member of a school's staff in the room."),
    ]  # fmt: skip
    return _mail(paragraphs, _("%(person)s is invited to become accredited") % names)


@decides("vetting.accreditation_given")
def congratulate(message: OutboxMessage) -> Mail | None:
    found, provider = _found(message), _provider(message)
    if found is None or provider is None or found.state != AccreditationState.ACCREDITED or found.holds_until is None:
        return None
    names = _names(found, found.holds_until)
    words = _("%(authority)s has accredited %(person)s for %(kinds)s until %(until)s. Schools see it on your pages.")
    return _mail([words % names], _("%(person)s is accredited until %(until)s") % names)


@decides("vetting.accreditation_ends")
def remind(message: OutboxMessage) -> Mail | None:
    """Nothing once it was lengthened or ended, a school has answered about another session, or it is not shown."""
    found = to_remind_of().filter(pk=message.payload["accreditation"]).first()
    if found is None or found.holds_until is None or found.holds_until.isoformat() != message.payload["until"]:
        return None
    names = _names(found, found.holds_until)
    paragraphs = [
        _("%(person)s is accredited for %(kinds)s by %(authority)s until %(until)s. Then it runs out by itself.") % names,
        _("An officer can lengthen it once a school has answered two questions about another session with its staff in the room."),
        _("Your listing and your bookings don't hang on it."),
    ]
    return _mail(paragraphs, _("%(person)s: accreditation ends on %(until)s") % names)


@decides("vetting.accreditation_observed")
def tell_officers(message: OutboxMessage) -> Mail | None:
    """Nothing once an officer has looked."""
    found = _found(message)
    if found is None or found.state != AccreditationState.OBSERVED:
        return None
    names = {"person": found.person.name}
    context = {
        "paragraphs": [_("A school has answered about %(person)s. It is an officer's turn.") % names],
        "label": _("Where it stands"),
        "address": absolute(reverse("vetting_accreditation", args=[found.pk])),
    }
    return render("vetting/plain", context, subject=_("To accredit: %(person)s") % names)


def _names(accreditation: Accreditation, until: datetime.date) -> dict[str, str]:
    return {
        "authority": accreditation.authority.name,
        "person": accreditation.person.name,
        "kinds": kinds_words(kind for kind in OfferKind if kind in accreditation.kinds),
        "until": date_format(until, "j F Y"),
    }


def _mail(paragraphs: list[str], subject: str) -> Mail:
    context = {
        "paragraphs": paragraphs,
        "label": _("Where it stands, and the next step"),
        "address": absolute(resolve_url(settings.LOGIN_REDIRECT_URL)),
    }
    return render("vetting/plain", context, subject=subject)


def _found(message: OutboxMessage) -> Accreditation | None:
    return Accreditation.objects.select_related("person", "authority").filter(pk=message.payload["accreditation"]).first()


def _provider(message: OutboxMessage) -> Provider | None:
    return Provider.objects.filter(pk=message.payload["provider"], is_closed=False).first()
