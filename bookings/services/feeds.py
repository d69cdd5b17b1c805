"""Secret addresses of calendars. One at a time for each member and owner; making a new one ends the old one."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from bookings.exceptions import NotAllowedError
from bookings.models import CalendarFeed
from bookings.policies import acts_for_provider
from core import clock
from core.services import audit
from core.tokens import hash_token
from directory.models import Provider
from schools.models import School
from schools.policies import can_see_school


@transaction.atomic
def make_feed(*, by: User, school: School | None = None, provider: Provider | None = None) -> CalendarFeed:
    """A new secret address of the calendar of one school or of one provider."""
    allowed = can_see_school(by, school) if school else provider is not None and acts_for_provider(by, provider)
    if not allowed:
        raise NotAllowedError(_("Only members of the school or the provider can subscribe to its calendar."))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two quick taps make one address
    for old in CalendarFeed.objects.filter(user=by, school=school, provider=provider, revoked_at=None):
        revoke_feed(by=by, feed=old)
    feed = CalendarFeed(user=by, school=school, provider=provider, created_at=clock.now())
    feed.token_hash = hash_token(feed.token)
    feed.save()
    audit.record("feed.make", feed, by=by)
    return feed


@transaction.atomic
def revoke_feed(*, by: User, feed: CalendarFeed) -> None:
    """From now on the address answers nothing. Safe to repeat."""
    if feed.user_id != by.pk:
        raise NotAllowedError(_("Only whoever made an address can end it."))
    if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=clock.now()):
        audit.record("feed.revoke", feed, by=by)
