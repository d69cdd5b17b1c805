"""The reminder that a school's acceptance runs out. What was accepted anew by the time of sending needs no word any more."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from schools.models import School
from vetting.models import PlannedUse, ReliancePolicy, SchoolAcceptance
from vetting.queries.assurance.acceptance import live_acceptance, statement_to_accept


@decides("vetting.acceptance_ends")
def tell_that_acceptance_ends(message: OutboxMessage) -> Mail | None:
    return _of_list(message.payload["list"]) if "list" in message.payload else _of_provider(message.payload["provider"])


def _of_list(pk: int) -> Mail | None:
    policy = ReliancePolicy.objects.standing().select_related("school", "authority").filter(pk=pk, ends_on__gte=clock.today()).first()
    if policy is None:
        return None
    return _mail(policy.school, policy.authority.name, policy.ends_on, can_renew=True, is_list=True)


def _of_provider(pk: int) -> Mail | None:
    rows = SchoolAcceptance.objects.select_related("school", "provider")
    one = rows.filter(pk=pk, withdrawn_at=None, expires_on__gte=clock.today()).first()
    if one is None:
        return None
    day_after = one.expires_on + datetime.timedelta(days=1)
    ahead = PlannedUse.objects.filter(school=one.school, provider=one.provider, date__gt=one.expires_on)
    if not ahead.exists() or live_acceptance(one.school, one.provider, day_after):
        return None
    newer = statement_to_accept(one.provider, clock.today())
    can_renew = newer is not None and newer.holds_until > one.expires_on
    return _mail(one.school, one.provider.name, one.expires_on, can_renew=can_renew, is_list=False)


def _mail(school: School, name: str, until: datetime.date, *, can_renew: bool, is_list: bool) -> Mail:
    context = {
        "school": school,
        "name": name,
        "until": until,
        "can_renew": can_renew,
        "is_list": is_list,
        "address": absolute(reverse("portal:assurance", args=[school.pk])),
    }
    subject = _("Your school's acceptance of %(name)s runs out soon") % {"name": name}
    return render("vetting/acceptance_ends", context, subject=subject)
