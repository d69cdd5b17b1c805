"""Whom an authority could borrow or lend, and which loans somebody reads of."""

from typing import Any

from django.db.models import Min, QuerySet

from accounts.models import User
from core import clock
from vetting.models import Officer, OfficerLoan, VettingAuthority
from vetting.policies.loans import MANAGING
from vetting.policies.roles import WORKING
from vetting.states.partners import LoanState

RELATED = ("user", "lender", "borrower", "proposed_by", "answered_by", "ended_by")


def loans_read_by(user: Any) -> QuerySet[OfficerLoan]:
    """What waits for an answer comes first, then what runs or will run, then what is past; of each the newest."""
    return OfficerLoan.objects.visible_to(user).select_related(*RELATED)


def managed_by(user: Any) -> QuerySet[VettingAuthority]:
    """Authorities for which the user lends and borrows: can_manage_loans as a list."""
    return VettingAuthority.objects.in_which(user, *MANAGING)


def lendable(authority: VettingAuthority) -> QuerySet[User]:
    """Who works in the authority by a part of their own."""
    parts = Officer.objects.acting().filter(authority=authority, loan=None, role__in=WORKING)
    return _people(parts)


def borrowable(authority: VettingAuthority) -> QuerySet[Officer]:
    """Parts of those who work elsewhere and not here: one for each authority that they could be lent by."""
    here = Officer.objects.acting().filter(authority=authority, role__in=WORKING)
    elsewhere = Officer.objects.acting().filter(loan=None, role__in=WORKING, user__is_active=True).exclude(authority=authority)
    found = elsewhere.exclude(user__in=here.values("user")).order_by().values("authority", "user").annotate(one=Min("pk"))
    parts = Officer.objects.filter(pk__in=found.values("one")).select_related("user", "authority")
    return parts.order_by("authority__name", "user__first_name", "user__last_name", "pk")


def overdue_loans() -> QuerySet[OfficerLoan]:
    """Whose last day is over, though nobody has written it down yet."""
    return OfficerLoan.objects.filter(state__in=[LoanState.OFFERED, LoanState.ACCEPTED], ends_on__lt=clock.today()).order_by("pk")


def _people(parts: QuerySet[Officer]) -> QuerySet[User]:
    return User.objects.filter(pk__in=parts.values("user"), is_active=True).order_by("first_name", "last_name", "pk")
