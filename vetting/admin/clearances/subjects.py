"""Which clearances an officer sees, of whom they are, and what hangs on them."""

import dataclasses
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from directory.models import Offer
from vetting.models import Clearance, Officer, PlannedUse, Suspension, Waiver
from vetting.queries.clearances.evidence import SCOPE_FIELDS, subject_of
from vetting.queries.clearances.standings import offers_touching
from vetting.services.cases.readings import record_refusal

ABOUT = ("person", "provider", "venue", "offer__approved_version", "offer__provider", "authority", "policy")


@dataclasses.dataclass(frozen=True)
class Reach:
    """What is touched when a clearance falls away: offers on the site now, and days that are planned from today on."""

    offers: tuple[Offer, ...]
    days: int
    schools: int

    @property
    def days_in_words(self) -> str:
        """How many, not at which schools."""
        if not self.days:
            return _("No day is planned from today on.")
        days = ngettext("%(count)d day is planned from today on", "%(count)d days are planned from today on", self.days)
        schools = ngettext("at %(count)d school", "at %(count)d schools", self.schools)
        return f"{days % {'count': self.days}}, {schools % {'count': self.schools}}."


def clearances_of(user: Any) -> QuerySet[Clearance]:
    """Those of the authorities in which the user has a part."""
    parts = Officer.objects.held_by(user)
    return Clearance.objects.filter(authority__in=parts.values("authority")).select_related(*ABOUT)


def find_clearance(user: Any, pk: int) -> Clearance:
    """Raises Http404 for one of an authority that the user has no part in; that they tried is kept."""
    clearance = clearances_of(user).select_related("decision__case", "decision__decided_by", "withdrawn_by").filter(pk=pk).first()
    if clearance is None:
        others = Clearance.objects.filter(pk=pk).first()
        if others is not None and user.is_authenticated:
            record_refusal(by=user, row=others)
        raise Http404
    return clearance


def name_of(row: Clearance | Waiver) -> str:
    """A person's full name, an offer's title."""
    return row.person.name if row.person else str(row.provider or row.venue or row.offer)


def kind_of(clearance: Clearance) -> str:
    return str(subject_of(clearance)[0].label)


def open_suspension(clearance: Clearance) -> Suspension | None:
    open_ones = clearance.suspensions.filter(lifted_at=None).select_related("clearance__authority", "suspended_by", "confirmed_by")
    return open_ones.first()


def reach_of(clearance: Clearance) -> Reach:
    subject = subject_of(clearance)
    shown = Offer.objects.shown().filter(pk__in=offers_touching([subject])).select_related("approved_version", "provider")
    planned = PlannedUse.objects.filter(date__gte=clock.today(), **{SCOPE_FIELDS[subject[0]]: subject[1]})
    counted = planned.aggregate(days=Count("date", distinct=True), schools=Count("school", distinct=True))
    return Reach(tuple(shown.order_by("approved_version__title")), counted["days"], counted["schools"])
