"""“Contact that authority”: the same neutral words to authorities and to schools, whatever happened."""

from django.utils.translation import gettext as _

from core.emails import render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from directory.models import Provider
from vetting.models import Clearance
from vetting.states import IN_FORCE


@decides("vetting.contact_authority")
def tell_whom_to_contact(message: OutboxMessage) -> Mail | None:
    """Nothing once it is in force again."""
    clearance = Clearance.objects.select_related("authority").filter(pk=message.payload["clearance"]).exclude(state__in=IN_FORCE).first()
    provider = Provider.objects.filter(pk=message.payload["provider"]).first()
    if clearance is None or provider is None:
        return None
    context = {"provider": provider, "authority": clearance.authority}
    return render("vetting/contact_authority", context, subject=_("About %(provider)s") % {"provider": provider.name})
