"""After a session: the two questions, for whoever of the school was in the room."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bookings.emails.letters import Letter, booking_of
from core import clock
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import Observation
from vetting.states import ObservationState


@decides("bookings.observation_asked")
def school_is_asked_what_it_was_like(message: OutboxMessage) -> Mail | None:
    """Nothing once somebody has answered, or it is no longer asked."""
    booking = booking_of(message)
    open_ones = Observation.objects.filter(state=ObservationState.ASKED, closes_at__gt=clock.now()).select_related("accreditation__person")
    asked = open_ones.filter(pk=message.payload["observation"]).first()
    if booking is None or asked is None:
        return None
    names = {"name": asked.accreditation.person.short_name, "title": booking.version.title, "date": date_format(asked.date, "j F")}
    paragraphs = [
        _("%(name)s led “%(title)s” at your school on %(date)s, and would like to become accredited in the community.") % names,
        _("Whoever of your school was in the room can answer two questions. It takes a minute, and nobody has to."),
    ]
    action = (_("Answer two questions"), reverse("bookings:observation", args=[asked.pk]))
    after = [_("Only vetting officers read the answers. Other schools and %(name)s never do.") % names]
    return Letter(_("Two questions about %(title)s on %(date)s") % names, paragraphs, action=action, after=after).as_mail()
