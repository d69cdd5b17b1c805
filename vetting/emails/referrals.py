"""The mail to leads that something is on their list. The same words as for everything else on a board: it names nobody and nothing."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from vetting.models import ReferralPrompt
from vetting.states import ReferralState


@decides("vetting.referral")
def tell_of_the_list(message: OutboxMessage) -> Mail | None:
    """Nothing once somebody has considered it, or the lead may not see it any more."""
    lead = User.objects.filter(pk=message.payload["lead"]).first()
    seen = ReferralPrompt.objects.visible_to(lead) if lead else ReferralPrompt.objects.none()
    if not seen.filter(pk=message.payload["referral"], state=ReferralState.WAITING).exists():
        return None
    return render("vetting/board", {"address": absolute(reverse("vetting_referrals"))}, subject=_("Something waits on your board today"))
