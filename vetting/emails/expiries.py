"""The reminder that checks run out. What was renewed by the time of sending is left out, and with nothing left no mail goes out."""

import datetime

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from core import clock
from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from directory.models import Provider
from vetting.models import Check, PlannedUse
from vetting.queries.clearances.expiries import running_out
from vetting.queries.policies.content import content_of


@decides("vetting.runs_out")
def tell_what_runs_out(message: OutboxMessage) -> Mail | None:
    provider = Provider.objects.filter(pk=message.payload["provider"], is_closed=False).first()
    until = datetime.date.fromisoformat(message.payload["until"])
    checks = running_out(provider, until) if provider and until >= clock.today() else []
    if provider is None or not checks:
        return None
    after = PlannedUse.objects.filter(provider=provider, date__gt=until).order_by("date")
    context = {
        "provider": provider,
        "until": until,
        "lines": [f"{_name_of(check)}: {_whose(check)}" for check in checks],
        "authority": checks[0].authority,
        "sessions": after.values("session").distinct().count(),
        "first": after.values_list("date", flat=True).first(),
        "address": absolute(resolve_url(settings.LOGIN_REDIRECT_URL)),
    }
    subject = _("%(provider)s: checks run out soon") % {"provider": provider.name}
    return render("vetting/runs_out", context, subject=subject)


def _name_of(check: Check) -> str:
    known = content_of(check.authority.policy).by_code.get(check.check_type)
    return known.name if known else check.check_type


def _whose(check: Check) -> str:
    if check.offer:
        return str(check.offer)
    return str(check.person or check.venue or check.provider)
