"""Why not, in sentences that a coordinator may read. They name checks and rules, never findings, and never another school."""

import dataclasses
import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vetting.answers import Reason
from vetting.rules.gaps import Gap
from vetting.rules.regulated import Assessment, ContactPattern


def spoken(date: datetime.date) -> str:
    return date_format(date, "j F Y")


def unavailable() -> Reason:
    """The same words whether something was never cleared, was withdrawn or is suspended."""
    return Reason("unavailable", _("Currently unavailable."))


def level() -> Reason:
    return Reason("level", _("Cleared only with school staff in the room throughout. Choose that, and this date is possible."))


def scope() -> Reason:
    return Reason("scope", _("Cleared for other activities or places, not for this one. Ask the provider."))


def unchecked_alone() -> Reason:
    return Reason("unchecked_alone", _("An adult without checks is never alone with pupils. Choose school staff in the room throughout."))


def review(until: datetime.date) -> Reason:
    text = _("The authority looks at this provider again after %(date)s. The date is held until then.") % {"date": spoken(until)}
    return Reason("review", text, until=until, may_renew=True)


def reviewed_out(until: datetime.date) -> Reason:
    return Reason("review", _("Assured only until %(date)s.") % {"date": spoken(until)}, until=until, may_renew=True)


def needs_officer(assessment: Assessment) -> Reason:
    if assessment.pattern == ContactPattern.FREQUENT:
        text = _(
            "This would be weekly contact with pupils. The law gives no number for that, so a vetting officer must say first "
            "whether a barred-list check is needed. Ask the provider to write to their vetting authority, or choose fewer weeks."
        )
    else:
        text = _("A vetting officer must say first which checks this needs. Ask the provider to write to their vetting authority.")
    return Reason("needs_officer", text)


@dataclasses.dataclass(frozen=True)
class WayOut:
    """How days could be chosen that don't add up: at most so many of those asked, or none before the date."""

    fewer: int | None = None
    possible_from: datetime.date | None = None

    @property
    def text(self) -> str:
        if self.fewer is not None:
            return _("Choose fewer of these dates: %(days)d within 30 days are possible without.") % {"days": self.fewer}
        if self.possible_from is not None:
            return _("From %(date)s it would be possible without.") % {"date": spoken(self.possible_from)}
        return _("Ask the provider whether they are getting it.")


def by_table(found: Gap, assessment: Assessment, way_out: WayOut) -> Reason:
    """The regulated-activity table asks a check that is not in place, because of the days or of what is done."""
    if assessment.pattern == ContactPattern.PERIOD_CONDITION:
        why = _("With this date the adult would be with pupils on %(days)d days within 30, at all schools together.") % {
            "days": assessment.days
        }
    else:
        why = _("What the adult would do here counts as regulated activity.")
    needed = _("That asks for: %(check)s. It is not in place.") % {"check": found.check.name}
    return Reason("regulated_activity", f"{why} {needed} {way_out.text}", check=found.check.code, until=way_out.possible_from)


def tips_others() -> Reason:
    """The new day is covered; days planned already would stop being so."""
    text = _(
        "With this date, days already planned for the adult would ask for a check that does not cover them. "
        "Choose a date further away from others of theirs, or ask the provider to renew it."
    )
    return Reason("tips_others", text)


def alone(found: Gap) -> Reason:
    """Not regulated activity, and yet nobody does it unchecked without school staff beside them."""
    text = _("Without school staff in the room this asks for: %(check)s. Choose school staff in the room throughout, or ask the provider.")
    return Reason("check_missing", text % {"check": found.check.name}, check=found.check.code)


def gap(found: Gap) -> Reason:
    names, check = {"check": found.check.name}, found.check
    if found.ended is None:
        return Reason("check_missing", _("Not in place: %(check)s.") % names, check=check.code, may_renew=check.may_renew)
    names["date"] = spoken(found.ended)
    if found.renewable:
        text = _("%(check)s runs out on %(date)s, before this date. It is held, and confirmed by itself once that is renewed.")
        return Reason("awaiting_renewal", text % names, check=check.code, until=found.ended, may_renew=True)
    text = _("%(check)s runs out on %(date)s, before this date.")
    return Reason("check_ended", text % names, check=check.code, until=found.ended, may_renew=check.may_renew)


OWN = "own_requirement"


def own(found: Gap) -> Reason:
    """A check that the asking school itself wants in addition, named as its own wish."""
    names, check = {"check": found.check.name}, found.check
    if found.ended is None:
        text = _("Your school asks in addition for: %(check)s. It is not in place.")
        return Reason(OWN, text % names, check=check.code, may_renew=check.may_renew)
    names["date"] = spoken(found.ended)
    if found.renewable:
        text = _("Your school asks in addition for: %(check)s. It runs out on %(date)s; the date is held until it is renewed.")
    else:
        text = _("Your school asks in addition for: %(check)s. It runs out on %(date)s, before this date.")
    return Reason(OWN, text % names, check=check.code, until=found.ended, may_renew=check.may_renew)
