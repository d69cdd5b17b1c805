"""Whether a provider's own answer can stand as a check. Whoever answers gives no outcome: an answer that is no pass is not kept."""

import datetime
from collections.abc import Mapping
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from vetting.enums import CheckOutcome, EvidenceRoute
from vetting.exceptions import CheckRefusedError
from vetting.rules.policy import CheckType
from vetting.rules.recording import Recording, checked

FARTHEST = relativedelta(years=5)  # insurance and the like runs for a year or three: more is a slip in the year


def can_be_declared(check_type: CheckType) -> bool:
    """Whether the policy takes the provider's own word for it. Never where a certificate comes into it."""
    holds_a_certificate = check_type.records_last4 or check_type.records_issue
    return EvidenceRoute.DECLARATION in check_type.routes and not holds_a_certificate and not check_type.is_closed


def declared(check_type: CheckType, details: Mapping[str, Any], expires_on: datetime.date | None, today: datetime.date) -> Recording:
    """The answer as it may be kept, with its last day. Raises CheckRefusedError, naming the field, with what to do first."""
    _refuse_what_is_no_pass(check_type, details)
    given = check_type.validity.given
    if given:
        _refuse_wrong_last_day(expires_on, today)
    recording = Recording(
        outcome=CheckOutcome.PASS,
        route=EvidenceRoute.DECLARATION,
        performed_on=today,
        expires_on=expires_on if given else None,
        details=details,
    )
    try:
        return checked(check_type, recording, today)
    except CheckRefusedError as refusal:
        if refusal.field != "expires_on" or given:
            raise
        message = _("By this date it has run out already. Do it again, then answer with the new date.")
        field = check_type.validity.counted_from if check_type.validity.months else check_type.validity.until
        raise CheckRefusedError(message, field=field) from None


def _refuse_what_is_no_pass(check_type: CheckType, details: Mapping[str, Any]) -> None:
    for name, answer in check_type.pass_needs.items():
        if details.get(name, answer) != answer:
            message = _("It can't be in place with this answer yet. %(how)s Answer here when it is so.")
            raise CheckRefusedError(message % {"how": check_type.how}, field=name)
    for field in check_type.fields:
        value = details.get(field.name)
        if field.minimum is not None and isinstance(value, int) and value < field.minimum:
            message = _("It has to be at least %(minimum)s. %(how)s")
            raise CheckRefusedError(message % {"minimum": f"{field.minimum:,}", "how": check_type.how}, field=field.name)


def _refuse_wrong_last_day(expires_on: datetime.date | None, today: datetime.date) -> None:
    if expires_on is not None and expires_on < today:
        raise CheckRefusedError(_("By this day it has run out. Renew it, then answer with the new day."), field="expires_on")
    if expires_on is not None and expires_on > today + FARTHEST:
        raise CheckRefusedError(_("This is more than five years away. Look at the year again."), field="expires_on")
