"""Whether a check, as an officer typed it, can be right; and until when it counts."""

import dataclasses
import datetime
import re
from collections.abc import Mapping
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from vetting.enums import CheckOutcome, ConditionsCode, EvidenceRoute
from vetting.exceptions import CheckRefusedError
from vetting.rules.details import clean_details, short_text
from vetting.rules.policy import CheckType

LAST4 = re.compile(r"[0-9A-Z]{4}")


@dataclasses.dataclass(frozen=True)
class Recording:
    """What an officer says of a check. `details` holds the policy's fields for its type, by name."""

    outcome: str
    route: str
    performed_on: datetime.date
    issued_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    issuing_body: str = ""
    certificate_last4: str = ""
    conditions_code: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def passes(self) -> bool:
        return self.outcome in {CheckOutcome.PASS, CheckOutcome.PASS_WITH_CONDITIONS}


def checked(check_type: CheckType, recording: Recording, today: datetime.date) -> Recording:
    """The recording as it may be kept, with its last day. Raises CheckRefusedError, naming the field, for what can't be right."""
    if check_type.is_closed:
        message = _("The authority's policy does not allow this at all. Ask the provider to take it out of the offer.")
        raise CheckRefusedError(message, field="check_type")
    _refuse_wrong_choices(check_type, recording)
    _refuse_wrong_dates(check_type, recording, today)
    cleaned = dataclasses.replace(
        recording,
        details=clean_details(check_type, recording.details, today=today, passing=recording.passes),
        issuing_body=short_text(recording.issuing_body, _("Issued by"), "issuing_body", 80),
        certificate_last4=_last4(check_type, recording.certificate_last4),
    )
    _refuse_false_pass(check_type, cleaned)
    ends = _last_day(check_type, cleaned)
    if recording.passes and ends is not None and ends < today:
        raise CheckRefusedError(_("By these dates it has run out already. Ask for a newer one."), field="expires_on")
    return dataclasses.replace(cleaned, expires_on=ends)


def _refuse_wrong_choices(check_type: CheckType, recording: Recording) -> None:
    if recording.outcome not in CheckOutcome.values:
        raise CheckRefusedError(_("Choose an outcome."), field="outcome")
    if recording.route not in check_type.routes:
        ways = ", ".join(str(EvidenceRoute(route).label) for route in check_type.routes)
        raise CheckRefusedError(_("This check can be made in these ways: %(ways)s.") % {"ways": ways}, field="route")
    conditional = recording.outcome == CheckOutcome.PASS_WITH_CONDITIONS
    if conditional is not (recording.conditions_code in ConditionsCode.values) or (recording.conditions_code and not conditional):
        raise CheckRefusedError(_("Choose a condition for a pass with conditions, and none for anything else."), field="conditions_code")


def _refuse_false_pass(check_type: CheckType, recording: Recording) -> None:
    labels = {field.name: field.label for field in check_type.fields}
    for name, answer in check_type.pass_needs.items():
        if recording.passes and recording.details.get(name) != answer:
            message = _("With this answer to “%(field)s” it is no pass. Change the outcome, or the answer.")
            raise CheckRefusedError(message % {"field": labels[name]}, field=name)


def _refuse_wrong_dates(check_type: CheckType, recording: Recording, today: datetime.date) -> None:
    if recording.performed_on > today:
        raise CheckRefusedError(_("The check can't have been made in the future."), field="performed_on")
    if check_type.records_issue is not (recording.issued_on is not None):
        message = _("Give the day on which it was issued.") if check_type.records_issue else _("No day of issue is kept for this check.")
        raise CheckRefusedError(message, field="issued_on")
    if recording.issued_on is not None and recording.issued_on > recording.performed_on:
        raise CheckRefusedError(_("It was issued after it was seen, by these dates. Look at both again."), field="issued_on")
    if recording.expires_on is not None and recording.expires_on < (recording.issued_on or recording.performed_on):
        raise CheckRefusedError(_("It runs out before it begins, by these dates. Look at both again."), field="expires_on")


def _last4(check_type: CheckType, text: str) -> str:
    last4 = text.strip().upper()
    if not check_type.records_last4:
        if last4:
            raise CheckRefusedError(_("No certificate number is kept for this check."), field="certificate_last4")
        return ""
    if not LAST4.fullmatch(last4):
        message = _("Give the last four characters of the certificate's number, and no more of it.")
        raise CheckRefusedError(message, field="certificate_last4")
    return last4


def _last_day(check_type: CheckType, recording: Recording) -> datetime.date | None:
    """Until when it counts: as long as the policy says at most, and less where the evidence itself ends sooner."""
    validity = check_type.validity
    if validity.given:
        if recording.expires_on is None and recording.passes:
            raise CheckRefusedError(_("Give the last day on which it holds."), field="expires_on")
        return recording.expires_on
    named = recording.details.get(validity.until)
    last_days = [recording.expires_on, datetime.date.fromisoformat(named) if named else None]
    months = validity.months_for(recording.details)
    if months is not None or validity.days is not None:
        last_days.append(_counted_from(check_type, recording) + relativedelta(months=months or 0, days=validity.days or 0))
    return min((day for day in last_days if day is not None), default=None)


def _counted_from(check_type: CheckType, recording: Recording) -> datetime.date:
    name = check_type.validity.counted_from
    if name == "issued_on" and recording.issued_on is not None:
        return recording.issued_on
    given = recording.details.get(name)
    return datetime.date.fromisoformat(given) if given else recording.performed_on
