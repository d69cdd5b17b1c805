"""When the DBS Update Service may be looked up. Source: its guide for employers; the gap between two looks is the authority's custom."""

import datetime

from django.utils.translation import gettext as _

from directory.models import Offer, Person, Provider, Venue
from vetting.models import Check, VettingAuthority
from vetting.queries.clearances.consents import is_used_up, live_consent
from vetting.queries.clearances.evidence import subject_key, subjects_filter
from vetting.queries.policies.content import content_of
from vetting.rules.policy import CheckType
from vetting.states import CheckState


def why_not_to_look(
    check_type: CheckType, subject: Person | Provider | Venue | Offer, authority: VettingAuthority, today: datetime.date
) -> str:
    """The reason, or "" where the check extends no other or may be looked up now."""
    if not check_type.extends:
        return ""
    known = Check.objects.filter(subjects_filter([subject_key(subject)]), authority=authority, state=CheckState.VERIFIED)
    if not known.filter(check_type__in=check_type.extends).exists():
        return _("No certificate that this status belongs to has been seen and verified. See the original first.")
    consent = live_consent(subject, authority) if isinstance(subject, Person) else None
    if consent is None:
        words = {"authority": authority.name}
        return _("No consent to a look-up by %(authority)s is on file. Ask them to give it on their list of checks.") % words
    if is_used_up(consent, check_type):
        return _("They allowed one look-up, and that was made. Ask them to allow another.")
    gap = content_of(authority.policy).number("DBS_STATUS_MIN_GAP_DAYS", today)
    last = known.filter(check_type=check_type.code).order_by("-performed_on").first()
    if last is None or last.performed_on + datetime.timedelta(days=gap) <= today:
        return ""
    return _("The status was looked up less than %(days)d days ago. Look again later.") % {"days": gap}
