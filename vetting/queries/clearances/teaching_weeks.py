"""Weeks in which a school does not teach: they don't break a weekly run."""

import collections
import datetime
from collections.abc import Collection

from django.db.models import Q

from schools.models import School, Term
from vetting.rules.regulated import week_number

Days = tuple[datetime.date, datetime.date]


def closed_weeks(school_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """For each school, the weeks (vetting.rules.regulated.week_number) between its terms, as far as calendars are known. Two queries.

    A school's own terms replace its authority's, year by year. A school without a calendar has no such weeks.
    """
    authorities = dict(School.objects.filter(pk__in=school_ids).values_list("pk", "authority"))
    rows = Term.objects.filter(Q(calendar__school__in=authorities) | Q(calendar__authority__in=set(authorities.values())))
    own: dict[int, dict[int, list[Days]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    inherited: dict[int, dict[int, list[Days]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    for term in rows.select_related("calendar"):
        calendar = term.calendar
        by_year = own[calendar.school_id] if calendar.school_id else inherited[calendar.authority_id or 0]
        by_year[calendar.year_id].append((term.starts_on, term.ends_on))
    return {school: _between(dict(inherited[authority]) | dict(own[school])) for school, authority in authorities.items()}


def _between(terms_by_year: dict[int, list[Days]]) -> frozenset[int]:
    terms = [days for found in terms_by_year.values() for days in found]
    taught = {week for first, last in terms for week in range(week_number(first), week_number(last) + 1)}
    return frozenset(range(min(taught), max(taught) + 1)) - taught if taught else frozenset()
