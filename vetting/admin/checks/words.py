"""What was recorded about a check, in the words of the policy."""

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import OfferVersion
from vetting.enums import CheckSource, ClearanceLevel, ConditionsCode
from vetting.models import Check
from vetting.queries.assurance.others import OtherStatement
from vetting.rules.policy import CheckType, Field

NEEDED_FOR = {
    "blocks_publish": gettext_lazy("Needed before it is listed"),
    "blocks_booking": gettext_lazy("Needed before it is booked"),
    "blocks_unsupervised": gettext_lazy("Needed without school staff in the room"),
    "advisory": gettext_lazy("Good to have"),
}
UNSURE = "unsure"
BASES = {
    "law": gettext_lazy("Law"),
    "guidance": gettext_lazy("Guidance"),
    "custom": gettext_lazy("Custom, not law"),
    UNSURE: gettext_lazy("Unsure: nobody has confirmed this rule, so take advice"),
}
STANDS = {
    "verified": gettext_lazy("In order"),
    "waived": gettext_lazy("Waived"),
    "recorded": gettext_lazy("Waits for a second officer"),
    "expired": gettext_lazy("Run out"),
    "missing": gettext_lazy("Missing"),
    "advisory": gettext_lazy("Not recorded"),
}
ANSWERED = gettext_lazy("Answered, waits for an officer")


def details_in_words(check: Check, check_type: CheckType) -> list[tuple[str, str]]:
    """Label and answer for everything that is kept of a check, as it was asked."""
    lines = [
        (_("Outcome"), str(check.get_outcome_display())),
        (_("How it was seen"), str(check.get_route_display())),
        (_("Made"), _("%(day)s by %(name)s") % {"day": _day(check.performed_on), "name": check.performed_by}),
    ]
    if check.source == CheckSource.IMPORT:
        lines = [(_("Says"), str(check.get_source_display())), (_("Made"), _day(check.performed_on))]
    if check.source == CheckSource.PROVIDER:
        lines = [(_("Answered"), _("%(day)s by %(name)s") % {"day": _day(check.performed_on), "name": check.performed_by})]
    if check.taken_over_from:
        lines.append((_("In the earlier register"), _("Made %(day)s") % {"day": _day(check.taken_over_from.performed_on)}))
    if check.conditions_code:
        lines.append((_("On the condition"), str(ConditionsCode(check.conditions_code).label)))
    if check.issued_on:
        lines.append((_("Issued"), _day(check.issued_on)))
    if check.certificate_last4:
        lines.append((_("Number ends in"), check.certificate_last4))
    lines += [(field.label, _in_words(field, check.details[field.name])) for field in check_type.fields if field.name in check.details]
    lines.append((_("Counts until"), _day(check.expires_on) if check.expires_on else _("No last day")))
    return lines


def held_in_words(said: OtherStatement, subject: str, code: str, version: OfferVersion) -> str:
    """That another authority holds a check, and whether it counts here; empty where it does not hold it today."""
    last = said.held(subject, code) if said.until else False
    if last is False:
        return ""
    words = {"authority": said.statement.authority.name, "day": _day(last) if isinstance(last, datetime.date) else ""}
    held = _("Held by %(authority)s until %(day)s.") if words["day"] else _("Held by %(authority)s.")
    recognition = said.holds.recognition if said.holds else None
    counts = said.holds and said.holds.level != ClearanceLevel.LISTED_ONLY
    if recognition and counts and recognition.covers(version.nature, version.setting):
        return f"{held % words} {_('Recognised here, so it need not be asked again.')}"
    return held % words


def _day(date: datetime.date) -> str:
    return date_format(date, "j F Y")


def _in_words(field: Field, value: Any) -> str:
    match field.type:
        case "yes_no":
            return _("Yes") if value else _("No")
        case "choice":
            return str(field.options.get(value, value))
        case "choices":
            return ", ".join(str(field.options.get(one, one)) for one in value)
        case "date":
            return _day(datetime.date.fromisoformat(value))
        case "whole_number":
            return f"{value:,}"
    return str(value)


def lasts_in_words(check_type: CheckType) -> str:
    """Until when a passed check of this type counts."""
    if check_type.validity.given:
        return _("Counts until the last day that the evidence gives.")
    if check_type.validity.months is None:
        return _("Counts for good.")
    labels = {field.name: field.label.lower() for field in check_type.fields} | {
        "performed_on": _("the day you made it"),
        "issued_on": _("the day of issue"),
    }
    words = {"months": check_type.validity.months, "start": labels.get(check_type.validity.counted_from, labels["performed_on"])}
    return _("Counts for %(months)d months from %(start)s.") % words
