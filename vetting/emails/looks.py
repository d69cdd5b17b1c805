"""A word to an authority about statuses that are due: a number and a way there, no names."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import VettingAuthority
from vetting.queries.clearances.looks import looks_due


@decides("vetting.looks_due")
def tell_of_looks(message: OutboxMessage) -> Mail | None:
    """Counted anew when it is sent; nothing where none is left."""
    authority = VettingAuthority.objects.select_related("policy").filter(pk=message.payload["authority"]).first()
    number = looks_due([authority]).count() if authority else 0
    if not number:
        return None
    words = ngettext("%(number)d DBS status is due to be looked up", "%(number)d DBS statuses are due to be looked up", number)
    subject = words % {"number": number}
    context = {
        "paragraphs": [f"{subject}. {_('Each ends within 60 days, and the person has agreed to it.')}"],
        "label": _("See which"),
        "address": absolute(reverse("vetting_looks")),
    }
    return render("vetting/plain", context, subject=subject)
