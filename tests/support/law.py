"""The law and the policy written down a second time, in the plainest way, to check the first with: no rule of the program's is used."""

import datetime

from bookings.models import Session
from bookings.states import LIVE_SESSIONS, SessionState
from core import clock
from vetting.models import Check, Suspension, VettingAuthority

BARRED_LIST = "DBS_ENH_CBL"
TAKEN = {*LIVE_SESSIONS, SessionState.DELIVERED}
PERIOD, MORE_THAN, LONGEST_LIFE = 30, 3, datetime.date.max


def forbidden_sessions(authority: VettingAuthority) -> list[str]:
    """Confirmed sessions to come that should not be, in words. Everybody teaches here, and one authority cleared them all."""
    rules = authority.policy.content
    found = []
    for session in Session.objects.filter(state=SessionState.CONFIRMED, date__gte=clock.today()).prefetch_related("session_people"):
        for link in session.session_people.all():
            found += [f"{session.date}: {why}" for why in _objections(session, link.person_id, authority, rules)]
    return found


def _objections(session: Session, person: int, authority: VettingAuthority, rules: dict[str, object]) -> list[str]:
    missing = [f"{code} does not count" for code in needed_by_all(rules) if not holds(code, session.date, authority)]
    if (often(session.date, person) or weekly(session.date, person, number(rules, "RA_WEEKLY_RUN_MIN"))) and not holds(
        BARRED_LIST, session.date, authority
    ):
        missing.append("often with children, without the barred list check")
    if Suspension.objects.filter(clearance__person=person, lifted_at=None).exists():
        missing.append("suspended")
    return missing


def needed_by_all(rules: dict[str, object]) -> list[str]:
    """What nobody is booked without: identity, insurance and training always; Prevent training where this version says so."""
    checks = rules["checks"]
    assert isinstance(checks, list)
    prevent = next(one for one in checks if one["code"] == "PREVENT")
    blocks = any(ask.get("effect", prevent["effect"]) == "blocks_booking" and ask["need"] == "required" for ask in prevent["asked"])
    return ["ID_VERIFIED", "PLI", "SG_TRAINING", *(["PREVENT"] if blocks and not prevent.get("off") else [])]


def number(rules: dict[str, object], key: str) -> int:
    constants = rules["constants"]
    assert isinstance(constants, list)
    return int(next(one["value"] for one in constants if one["key"] == key))


def holds(code: str, date: datetime.date, authority: VettingAuthority) -> bool:
    """Whether any check of this kind was passed, verified, not taken back, and counts on the date. Failed ones are not played here."""
    checks = Check.objects.filter(check_type=code, authority=authority, state="verified", outcome="pass")
    return any((check.expires_on or LONGEST_LIFE) >= date for check in checks)


def days_of(person: int) -> set[datetime.date]:
    return set(Session.objects.filter(session_people__person=person, state__in=TAKEN).values_list("date", flat=True))


def often(date: datetime.date, person: int) -> bool:
    """On more than three days in some thirty that contain this one."""
    days = days_of(person)
    starts = [date - datetime.timedelta(days=back) for back in range(PERIOD)]
    return any(len({day for day in days if 0 <= (day - start).days < PERIOD}) > MORE_THAN for start in starts)


def weekly(date: datetime.date, person: int, run: int) -> bool:
    """In so many weeks in a row, this one among them."""
    weeks = {day - datetime.timedelta(days=day.weekday()) for day in days_of(person)}
    monday, week = date - datetime.timedelta(days=date.weekday()), datetime.timedelta(days=7)
    return any({monday + week * (step - back) for step in range(run)} <= weeks for back in range(run))
