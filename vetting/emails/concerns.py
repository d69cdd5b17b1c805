"""The mail to officers that something is on their board. It names nobody and nothing: mail is read over shoulders."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import Concern
from vetting.states import ConcernState


@decides("vetting.board")
def tell_of_the_board(message: OutboxMessage) -> Mail | None:
    """Nothing once somebody has it, or the officer may not see it any more."""
    officer = User.objects.filter(pk=message.payload["officer"]).first()
    seen = Concern.objects.visible_to(officer) if officer else Concern.objects.none()
    if not seen.filter(pk=message.payload["concern"], state=ConcernState.RAISED).exists():
        return None
    return render("vetting/board", {"address": absolute(reverse("vetting_concerns"))}, subject=_("Something waits on your board today"))
