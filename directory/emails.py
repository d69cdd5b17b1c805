"""What the directory writes. Decided when it is sent."""

import datetime

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from core.retention import period
from directory.models import Provider


@decides("directory.unused")
def tell_that_unused(message: OutboxMessage) -> Mail | None:
    provider = Provider.objects.filter(pk=message.payload["provider"], is_closed=False, warned_at__isnull=False).first()
    if provider is None or provider.warned_at is None:
        return None
    closes: datetime.datetime = provider.warned_at + period("warned_providers")
    context = {"provider": provider, "closes": closes, "address": absolute(resolve_url(settings.LOGIN_REDIRECT_URL))}
    return render("directory/unused", context, subject=_("%(provider)s: do you still want to offer?") % {"provider": provider.name})
