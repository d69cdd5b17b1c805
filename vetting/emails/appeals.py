"""Mails about appeals. None says what was suspended or why; to the authority they name nobody."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from directory.states import VersionState
from vetting.models import Appeal
from vetting.states.leads import AppealState


@decides("vetting.appeal_lodged")
def tell_leads(message: OutboxMessage) -> Mail | None:
    """Nothing once it is decided or taken back."""
    appeal = _found(message)
    if appeal is None or appeal.state != AppealState.LODGED:
        return None
    due = date_format(appeal.decide_by, "j F Y")
    context = {
        "paragraphs": [
            _("A provider asks that a decision be looked at again."),
            _("A vetting lead who had no part in it decides by %(due)s. What was decided holds meanwhile.") % {"due": due},
        ],
        "label": _("What it is about"),
        "address": absolute(reverse("vetting_appeal", args=[appeal.pk])),
    }
    return render("vetting/plain", context, subject=_("An appeal waits for a lead, until %(due)s") % {"due": due})


@decides("vetting.appeal_decided")
def tell_provider(message: OutboxMessage) -> Mail | None:
    appeal = _found(message)
    if appeal is None or appeal.state not in {AppealState.UPHELD, AppealState.DISMISSED}:
        return None
    context = {
        "paragraphs": [str(appeal.get_answer_display()), appeal.message, _what_follows(appeal)],
        "label": _("Where it stands"),
        "address": absolute(reverse("portal:offer-appeal", args=[appeal.offer.slug])),
    }
    return render("vetting/plain", context, subject=_("%(authority)s has looked at it again") % {"authority": appeal.authority.name})


def _what_follows(appeal: Appeal) -> str:
    if appeal.state == AppealState.DISMISSED:
        return _("The decision stays as it was. You can ring the authority about what to do next.")
    if appeal.suspension_id is not None:
        return _("Your offers are shown again as far as nothing else stands in their way.")
    stands = _where_its_text_stands(appeal)
    if stands == VersionState.DRAFT:
        return _("Hand your draft in again once it is whole: it is looked at from the start.")
    if appeal.case is not None or stands == VersionState.IN_REVIEW:
        return _("Your offer is with the officers again, and is looked at from the start.")
    return _("What comes next is a new case: hand the offer in again whenever you like, and it is looked at from the start.")


def _where_its_text_stands(appeal: Appeal) -> str:
    """Of the text that was declined, else of the offer's newest."""
    if appeal.case is not None:
        return appeal.case.version.state
    newest = appeal.offer.versions.exclude(state=VersionState.DISCARDED).order_by("-number").values_list("state", flat=True)
    return newest.first() or ""


def _found(message: OutboxMessage) -> Appeal | None:
    rows = Appeal.objects.select_related("authority", "offer", "case__version")
    return rows.filter(pk=message.payload["appeal"]).first()
