"""What everybody may read of accreditation: that it stands, for what, until when. Suspended and run out read exactly like never."""

import collections
import dataclasses
import datetime
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from directory.enums import OfferKind
from directory.models import Offer
from vetting.models import Accreditation, Clearance, ClearancePeriod
from vetting.states import IN_FORCE, AccreditationState, ClearanceState


@dataclasses.dataclass(frozen=True)
class AccreditedLine:
    """Of one adult, by the name that everybody may know them by."""

    public_name: str
    kinds: tuple[OfferKind, ...]
    authority: str
    until: datetime.date


def accredited(people: Iterable[int]) -> dict[int, list[AccreditedLine]]:
    """By adult, in one query."""
    found: dict[int, list[AccreditedLine]] = collections.defaultdict(list)
    for row in standing_today().filter(person__in=set(people)):
        found[row.person_id].append(_line(row))
    return found


def accredited_in(offers: Iterable[Offer]) -> dict[int, list[AccreditedLine]]:
    """By offer: the adults who lead it and are accredited for its kind. One query, however many offers."""
    by_version = {offer.approved_version_id: offer for offer in offers if offer.approved_version_id}
    rows = standing_today().annotate(version=F("person__offer_versions")).filter(version__in=by_version)
    found: dict[int, list[AccreditedLine]] = collections.defaultdict(list)
    for row in rows if by_version else ():
        offer = by_version[row.version]
        if offer.kind in row.kinds:
            found[offer.pk].append(_line(row))
    return found


def standing_today() -> QuerySet[Accreditation]:
    """Only while the authority's own clearance of the adult holds today, and no authority has suspended them."""
    today = clock.today()
    holds = ClearancePeriod.objects.filter(
        clearance__authority=OuterRef("authority"),
        clearance__state__in=IN_FORCE,
        person=OuterRef("person"),
        days__contains=today,
        renewable=False,
    )
    suspended = Clearance.objects.filter(person=OuterRef("person"), state=ClearanceState.SUSPENDED)
    rows = Accreditation.objects.filter(Exists(holds), ~Exists(suspended), state=AccreditationState.ACCREDITED, holds_until__gte=today)
    return rows.select_related("person", "authority").order_by("person__public_name", "pk")


def _line(row: Accreditation) -> AccreditedLine:
    if row.holds_until is None:
        raise ValueError(row)  # the database holds that an accredited one has it
    kinds = tuple(kind for kind in OfferKind if kind in row.kinds)
    return AccreditedLine(row.person.public_name, kinds, row.authority.name, row.holds_until)


PLURALS = {
    OfferKind.SESSION: gettext_lazy("sessions"),
    OfferKind.VISIT: gettext_lazy("visits"),
    OfferKind.CHALLENGE: gettext_lazy("challenges"),
    OfferKind.WORKPLACE: gettext_lazy("workplace visits"),
    OfferKind.WORK_EXPERIENCE: gettext_lazy("work experience"),
    OfferKind.TALK: gettext_lazy("talks"),
}


def kinds_words(kinds: Iterable[OfferKind]) -> str:
    return get_text_list([str(PLURALS[kind]) for kind in kinds], _("and"))


def accredited_words(line: AccreditedLine) -> str:
    """For the page of an offer or provider: one adult in one line."""
    words = _("%(name)s: accredited for %(kinds)s by %(authority)s until %(until)s")
    return words % {
        "name": line.public_name,
        "kinds": kinds_words(line.kinds),
        "authority": line.authority,
        "until": date_format(line.until, "j F Y"),
    }


def accredited_in_short(kind: str, lines: Iterable[AccreditedLine]) -> str:
    """For a card: who of the offer is accredited for its kind, until the first of them ends. Nothing where nobody is."""
    found = list(lines)
    if not found:
        return ""
    until = date_format(min(line.until for line in found), "j F Y")
    names = get_text_list(sorted({line.public_name for line in found}), _("and"))
    return _("Accredited for %(kinds)s until %(until)s: %(names)s") % {
        "kinds": PLURALS[OfferKind(kind)],
        "until": until,
        "names": names,
    }
