"""Which DBS Update Service statuses are due to be looked up. Source: its guide for employers; a look needs the person's consent."""

import dataclasses
import datetime
import functools
import operator
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from directory.models import Person
from vetting.enums import ConsentScope, EvidenceRoute
from vetting.models import Case, Check, Clearance, StatusConsent, VettingAuthority
from vetting.queries.clearances.evidence import PASSES
from vetting.queries.policies.content import content_of
from vetting.rules.policy import CheckType
from vetting.states import IN_FORCE, CheckState

AHEAD = datetime.timedelta(days=60)
SUBSCRIBED = {"details__on_update_service": True}


@dataclasses.dataclass(frozen=True)
class Look:
    """One status. `last` is None where nobody looked yet; `code` and `case` lead to the form that records it (None: no way there)."""

    person: Person
    authority: VettingAuthority
    code: str
    last: datetime.date | None
    until: datetime.date | None
    has_consent: bool
    case: int | None


def looks_due(authorities: Collection[VettingAuthority]) -> QuerySet[Check]:
    """The last looks that end within 60 days, of cleared adults who subscribe and consented to more; not before the policy's gap."""
    return _last_looks(authorities).filter(_consent())


def count_ready(authorities: Collection[VettingAuthority]) -> int:
    """How many of the board may be made now, first looks among them: who has two certificates is asked once."""
    first = _never_looked(authorities).filter(_consent()).order_by().values("authority", "person").distinct()
    return looks_due(authorities).count() + first.count()


def looks_board(authorities: Collection[VettingAuthority]) -> tuple[Look, ...]:
    """Those that are due, then those for whom consent has to be asked first; each soonest first. Three queries, however many."""
    last = list(_last_looks(authorities).select_related("person", "authority"))
    never = list(_never_looked(authorities).select_related("person", "authority"))
    cases = _cases((check.authority_id, check.person_id or 0) for check in (*last, *never))
    codes = {authority.pk: kind.code for authority in authorities for kind in _kinds(authority)}
    looks = [_look(check, check.check_type, check.performed_on, cases) for check in last]
    once = {(check.authority_id, check.person_id): check for check in reversed(never)}  # who has two certificates is asked once
    looks += [_look(check, codes[check.authority_id], None, cases) for check in once.values()]
    return tuple(sorted(looks, key=lambda one: (not one.has_consent, one.until or datetime.date.max, one.person.name, one.person.pk)))


def _look(check: Check, code: str, last: datetime.date | None, cases: dict[tuple[int, int], int]) -> Look:
    person = check.person
    if person is None:
        raise ValueError(check)  # the queries ask for people
    has_consent: bool = check.has_consent  # type: ignore[attr-defined]  # annotated by _ending
    return Look(person, check.authority, code, last, check.expires_on, has_consent, cases.get((check.authority_id, person.pk)))


def _kinds(authority: VettingAuthority) -> list[CheckType]:
    """What lengthens a certificate, as the authority's policy has it."""
    return [kind for kind in content_of(authority.policy).checks if kind.extends and not kind.off]


def _last_looks(authorities: Collection[VettingAuthority]) -> QuerySet[Check]:
    """At most one of a kind stands for an adult with each authority, so the verified one is the last."""
    today = clock.today()
    wanted = []
    for authority in authorities:
        gap = datetime.timedelta(days=content_of(authority.policy).number("DBS_STATUS_MIN_GAP_DAYS", today))
        for kind in _kinds(authority):
            certificate = _certificates(authority, kind).filter(person=OuterRef("person"))
            wanted.append(Q(Exists(certificate), authority=authority, check_type=kind.code, performed_on__lte=today - gap))
    return _ending(_either(wanted))


def _never_looked(authorities: Collection[VettingAuthority]) -> QuerySet[Check]:
    """Certificates of adults who subscribe and of whom no look is on file."""
    wanted = []
    for authority in authorities:
        for kind in _kinds(authority):
            looked = Check.objects.filter(authority=authority, check_type=kind.code, person=OuterRef("person"), state=CheckState.VERIFIED)
            wanted.append(Q(~Exists(looked), authority=authority, check_type__in=kind.extends, **SUBSCRIBED))
    return _ending(_either(wanted))


def _certificates(authority: VettingAuthority, kind: CheckType) -> QuerySet[Check]:
    verified = Check.objects.filter(authority=authority, state=CheckState.VERIFIED, outcome__in=PASSES)
    return verified.filter(check_type__in=kind.extends, **SUBSCRIBED)


def _either(wanted: list[Q]) -> Q:
    return functools.reduce(operator.or_, wanted, Q(pk__in=[]))


def _ending(wanted: Q) -> QuerySet[Check]:
    """Verified passes of cleared adults that count for 60 days more at most."""
    standing = Clearance.objects.filter(authority=OuterRef("authority"), person=OuterRef("person"), state__in=IN_FORCE)
    verified = Check.objects.filter(Exists(standing), state=CheckState.VERIFIED, outcome__in=PASSES, person__isnull=False)
    return verified.filter(wanted, expires_on__lte=clock.today() + AHEAD).annotate(has_consent=_consent()).order_by("expires_on", "pk")


def _consent() -> Exists:
    """On file with the authority and not used up: for all looks, or for one that was not made yet."""
    once_more = Q(scope=ConsentScope.ONCE) & ~Exists(
        Check.objects.filter(
            person=OuterRef("person"),
            authority=OuterRef("authority"),
            route=EvidenceRoute.UPDATE_SERVICE,
            recorded_at__gte=OuterRef("given_at"),
        )
    )
    live = StatusConsent.objects.filter(person=OuterRef("person"), authority=OuterRef("authority"), withdrawn_at=None)
    return Exists(live.filter(Q(scope=ConsentScope.WHILE_LISTED) | once_more))


def _cases(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """By authority and adult: the last case about an offer of theirs."""
    wanted = set(pairs)
    rows = Case.objects.filter(
        authority__in={authority for authority, _person in wanted}, version__people__in={person for _authority, person in wanted}
    )
    found = rows.order_by("submitted_at", "pk").values_list("authority", "version__people", "pk")
    return {(authority, person): pk for authority, person, pk in found if (authority, person) in wanted}
