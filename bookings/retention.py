"""How long bookings are kept."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bookings.models import Booking
from bookings.queries import retention
from bookings.services.retention import delete_bookings, forget_adjustments, forget_counts
from core.retention import Action, Basis, Held, Rule, keeps_holds, register
from vetting.enums import HoldKind
from vetting.models import LegalHold, VettingAuthority
from vetting.queries.holds import holdable

BOOKING = {
    "booking": ("pk",),
    "school": ("school",),
    "provider": ("provider",),
    "person": ("sessions__session_people__person",),
    "local_authority": ("school__authority",),
}
OF_BOOKING = {kind: tuple(f"booking__{lookup}" for lookup in lookups) for kind, lookups in BOOKING.items()}
LAST_SESSION = _("the last session")


@keeps_holds
def sessions_of_held_bookings() -> Held:
    """Vetting counts days by sessions, and knows no booking."""
    held = LegalHold.objects.standing().filter(booking__isnull=False).values("booking")
    return {"session": list(Booking.objects.filter(pk__in=held).values_list("sessions__uuid", flat=True))}


def _bookings_of(authority: VettingAuthority) -> QuerySet[Booking]:
    """At its schools, and of providers that it vets."""
    asked = Booking.objects.filter(requested_at__isnull=False)
    return asked.filter(Q(school__authority=authority.local_authority_id) | Q(provider__cases__authority=authority))


holdable(
    HoldKind.BOOKING,
    of_authority=_bookings_of,
    found_by=lambda words: Q(reference=words.upper()),
    name=lambda booking: booking.reference,
)

register(
    Rule(
        name="bookings.adjustments",
        title=_("Access needs of a group, and what was typed before it was asked"),
        counts_from=LAST_SESSION,
        keep="adjustments",
        action=Action.REDUCE,
        basis=Basis.LAW,
        source=_("UK GDPR, Article 5(1)(c) and (e): no longer than needed. The number is custom."),
        due=retention.with_adjustments,
        apply=forget_adjustments,
        hangs_on=BOOKING,
    ),
    Rule(
        name="bookings.counts",
        title=_("How many pupils came, which group, and what was written"),
        counts_from=_("the end of the academic year"),
        keep="counts",
        action=Action.REDUCE,
        basis=Basis.LAW,
        source=_("UK GDPR, Article 5(1)(c) and (e): no longer than needed. The number is custom."),
        due=retention.with_counts,
        apply=forget_counts,
        hangs_on=BOOKING,
        also=("bookings.SessionGroup", "bookings.Message"),
    ),
    Rule(
        name="bookings.unasked",
        title=_("Requests that were never sent"),
        counts_from=_("the day on which they were put away"),
        keep="drafts",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Nothing came of them."),
        due=retention.unasked,
        hangs_on=BOOKING,
    ),
    Rule(
        name="bookings.links",
        title=_("Links to answer by: an address"),
        counts_from=_("the last day of the link"),
        keep="links",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("Long enough to say to who opens it late what became of the request."),
        due=retention.dead_links,
        hangs_on=OF_BOOKING,
    ),
    Rule(
        name="bookings.feeds",
        title=_("Addresses of calendars that were taken back"),
        counts_from=_("the day on which it was taken back"),
        keep="links",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As links to answer by."),
        due=retention.revoked_feeds,
        hangs_on={"school": ("school",), "provider": ("provider",), "local_authority": ("school__authority",)},
    ),
    Rule(
        name="bookings.invitations",
        title=_("Invitations of providers by schools: a name and an address"),
        counts_from=_("the last day of the invitation"),
        keep="invitations",
        action=Action.DELETE,
        basis=Basis.CUSTOM,
        source=_("As other invitations."),
        due=retention.ended_invitations,
        hangs_on={"school": ("school",), "provider": ("provider",), "local_authority": ("school__authority",)},
    ),
    Rule(
        name="bookings.bookings",
        title=_("Bookings"),
        counts_from=_("the day on which the booking was closed"),
        keep="bookings",
        action=Action.DELETE,
        basis=Basis.UNSURE,
        source=_("HM Revenue and Customs asks for six years of accounts and the current one. There is no pupil data left by then."),
        due=retention.old_bookings,
        apply=delete_bookings,
        hangs_on=BOOKING,
        counted_by=("state",),
        also=("bookings.Session", "bookings.SessionPerson", "bookings.Confirmation"),
    ),
)
