"""What needs somebody, first things first: for the pages where people land."""

import dataclasses
import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bookings.enums import Party
from bookings.models import Booking, Confirmation, Message, Session
from bookings.policies import Visitor, acts_for_provider
from bookings.queries.agreements import cost_words
from bookings.queries.invitations import requests_waiting_for
from bookings.rules.words import capitalised, dates_words, moment_words, weekdays_words
from bookings.states import BookingState, SessionState
from core import clock
from directory.models import Provider
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import has_role
from vetting.queries.assurance.acceptance import acceptances_of

COMING = (SessionState.HELD, SessionState.AGREED, SessionState.CONFIRMED)


@dataclasses.dataclass(frozen=True)
class ToDo:
    """One thing to do. `tag` says why now; `tone` colours it: bad, ask or plain, as core.parts has it."""

    title: str
    hint: str
    url: str
    tag: str
    tone: str

    @property
    def tag_colour(self) -> str:
        return {"bad": "red", "ask": "yellow", "good": "green"}.get(self.tone, "")


def to_do_for_school(user: Visitor, school: School) -> list[ToDo]:
    """What this member can do something about, in their roles."""
    coordinates = has_role(user, school, SchoolRole.COORDINATOR)
    approves = has_role(user, school, SchoolRole.APPROVER)
    found: list[ToDo] = []
    if coordinates or approves:
        found += _at_risk(school)
    if approves:
        found += [*_to_approve(user, school), *_to_accept(school)]
    if coordinates:
        found += [*_questions(user, school), *_drafts(user, school), *_to_record(school)]
    return found


def to_do_for_provider(user: Visitor, provider: Provider) -> list[ToDo]:
    if not acts_for_provider(user, provider):
        return []
    return [*_to_answer(provider), *_invited(provider)]


def _with_sessions(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("school", "provider", "offer", "version").prefetch_related("sessions")


def _dates(booking: Booking, *states: str) -> list[datetime.date]:
    return [session.date for session in booking.sessions.all() if session.state in states]


def _at_risk(school: School) -> list[ToDo]:
    undecided = Q(sessions__state=SessionState.AT_RISK, sessions__kept_at=None, sessions__date__gte=clock.today())
    at_risk = Booking.objects.filter(undecided, school=school).distinct()
    return [
        ToDo(
            title=_("Decide about %(title)s") % {"title": booking.version.title},
            hint=_("%(dates)s with %(provider)s can't go ahead as things stand. See what you can do.")
            % {"provider": booking.provider.name, "dates": dates_words(_dates(booking, SessionState.AT_RISK))},
            url=reverse("bookings:booking-at-risk", args=[booking.reference]),
            tag=_("At risk"),
            tone="bad",
        )
        for booking in _with_sessions(at_risk)
    ]


def _answered(party: Party) -> Exists:
    return Exists(Confirmation.objects.filter(booking=OuterRef("pk"), party=party))


def _to_approve(user: Visitor, school: School) -> list[ToDo]:
    """What the provider has said yes to. Nobody approves what they asked for."""
    open_requests = Booking.objects.filter(school=school, state=BookingState.REQUESTED).exclude(requested_by=user.pk)
    waiting = open_requests.filter(_answered(Party.PROVIDER)).exclude(_answered(Party.SCHOOL))
    return [
        ToDo(
            title=_("Approve %(title)s?") % {"title": booking.version.title},
            hint=_held_hint(booking),
            url=reverse("bookings:booking-approve", args=[booking.reference]),
            tag=_("Waiting"),
            tone="ask",
        )
        for booking in _with_sessions(waiting)
    ]


def _held_hint(booking: Booking) -> str:
    dates = _dates(booking, SessionState.HELD)
    return _("%(count)s, %(cost)s. Held until %(deadline)s.") % {
        "count": capitalised(weekdays_words(dates)),
        "cost": cost_words(booking, len(dates)),
        "deadline": moment_words(booking.answer_by) if booking.answer_by else "",
    }


def _to_accept(school: School) -> list[ToDo]:
    """Agreed dates and dates at risk that lack the school's own acceptance, which has run out or was taken back."""
    waiting_states = (SessionState.AGREED, SessionState.AT_RISK)
    ahead = Booking.objects.filter(school=school, sessions__state__in=waiting_states, sessions__date__gte=clock.today()).distinct()
    bookings = list(_with_sessions(ahead))
    accepted = acceptances_of(school, {booking.provider_id for booking in bookings}, clock.today())
    return [
        ToDo(
            title=_("Accept the assurance of %(provider)s") % {"provider": booking.provider.name},
            hint=_("%(dates)s wait for it.") % {"dates": dates_words(_dates(booking, *waiting_states))},
            url=reverse("bookings:booking-accept", args=[booking.reference]),
            tag=_("Waiting"),
            tone="ask",
        )
        for booking in bookings
        if not any(one.covers(booking.supervision) for one in accepted.get(booking.provider_id, []))
    ]


def _questions(user: Visitor, school: School) -> list[ToDo]:
    """Bookings that this user asked for, where a colleague had the last word while an answer is awaited."""
    newest = Message.objects.filter(booking=OuterRef("booking")).order_by("-written_at", "-pk")
    asked = Message.objects.filter(booking__school=school, booking__requested_by=user.pk, booking__state=BookingState.REQUESTED)
    last_words = asked.filter(pk=Subquery(newest.values("pk")[:1])).exclude(author=user.pk)
    return [
        ToDo(
            title=_("Answer a question about %(title)s") % {"title": message.booking.version.title},
            hint=f"“{message.text}”",
            url=f"{_page(message.booking)}#messages",
            tag=_("Waiting"),
            tone="ask",
        )
        for message in last_words.select_related("booking__version")
    ]


def _drafts(user: Visitor, school: School) -> list[ToDo]:
    drafts = Booking.objects.filter(school=school, requested_by=user.pk, state=BookingState.DRAFT).select_related("version")
    return [
        ToDo(
            title=_("Finish asking for %(title)s") % {"title": booking.version.title},
            hint=_("What you typed is saved. Nothing is held yet."),
            url=reverse("bookings:request-group", args=[booking.reference]),
            tag=_("Draft"),
            tone="plain",
        )
        for booking in drafts
    ]


def _to_record(school: School) -> list[ToDo]:
    past = Session.objects.filter(booking__school=school, state=SessionState.CONFIRMED, date__lt=clock.today())
    return [
        ToDo(
            title=_("Did %(title)s take place?") % {"title": session.booking.version.title},
            hint=_("%(date)s, with %(provider)s. One tap.")
            % {"date": date_format(session.date, "l j F"), "provider": session.booking.provider.name},
            url=f"{_page(session.booking)}#sessions",
            tag=_("When you can"),
            tone="plain",
        )
        for session in past.select_related("booking__version", "booking__provider").order_by("-date")[:10]
    ]


def _to_answer(provider: Provider) -> list[ToDo]:
    waiting = Booking.objects.filter(provider=provider, state=BookingState.REQUESTED).exclude(_answered(Party.PROVIDER))
    return [
        ToDo(
            title=_("Answer %(school)s about %(title)s") % {"school": booking.school.name, "title": booking.version.title},
            hint=_held_hint(booking),
            url=reverse("bookings:booking-answer", args=[booking.reference]),
            tag=_("Waiting"),
            tone="ask",
        )
        for booking in _with_sessions(waiting)
    ]


def _invited(provider: Provider) -> list[ToDo]:
    return [
        ToDo(
            title=_("%(school)s hopes for “%(title)s”") % {"school": invitation.school.name, "title": invitation.wanted_title},
            hint=_("Begin the offer: what they asked for is filled in."),
            url=reverse("bookings:provider-request", args=[provider.slug, invitation.pk]),
            tag=_("Invitation"),
            tone="plain",
        )
        for invitation in requests_waiting_for(provider)
    ]


def _page(booking: Booking) -> str:
    return reverse("bookings:booking-detail", args=[booking.reference])
