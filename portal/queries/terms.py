"""The days of a term on which a school has its sessions: its Wednesdays, unless it has chosen another day."""

import dataclasses
import datetime

from schools.models import School
from schools.queries.calendars import WholeTerm, teaching_days, terms_from

MOST_TERMS = 3  # as far ahead as schools plan
ENOUGH = 3  # days left that are worth planning for; with fewer, the next term is shown


@dataclasses.dataclass(frozen=True)
class SessionTerm:
    """A term with the days on which the school teaches and has its sessions, in order."""

    term: WholeTerm
    dates: tuple[datetime.date, ...]


def session_terms(school: School, first: datetime.date, part: str) -> list[SessionTerm]:
    """The terms that have not ended before `first`, whole, the present one first; none where no calendar is known."""
    terms = terms_from(school, first)[:MOST_TERMS]
    if not terms:
        return []
    days = teaching_days(school, terms[0].start, terms[-1].end, school.session_weekday, part)
    return [SessionTerm(term, tuple(day for day in days if term.start <= day <= term.end)) for term in terms]


def term_to_plan(terms: list[SessionTerm], first: datetime.date) -> SessionTerm | None:
    """The earliest term with enough days left from `first`, else the one that has most."""
    with_days = [term for term in terms if any(day >= first for day in term.dates)]
    left = {id(term): sum(day >= first for day in term.dates) for term in with_days}
    enough = next((term for term in with_days if left[id(term)] >= ENOUGH), None)
    return enough or max(with_days, key=lambda term: left[id(term)], default=None)
