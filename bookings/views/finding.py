"""Fetching what a visitor may see: 404 for everything else, so that nobody learns what exists."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from accounts.models import User
from bookings.models import Booking, Session
from core.exceptions import DomainError
from directory.models import Provider
from schools.models import School


def member(request: HttpRequest) -> User:
    """Who is signed in; for views behind login_required."""
    assert isinstance(request.user, User)  # noqa: S101  # login_required has seen to it
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where it is only looked at. An empty form that was sent is still a sent one."""
    return request.POST if request.method == "POST" else None


def find_booking(request: HttpRequest, reference: str) -> Booking:
    shown = Booking.objects.visible_to(request.user)
    related = shown.select_related("school", "provider", "offer", "version__venue", "version__space", "group", "requested_by")
    return get_object_or_404(related, reference=reference.upper())


def find_session(request: HttpRequest, uuid: Any) -> Session:
    shown = Session.objects.filter(booking__in=Booking.objects.visible_to(request.user))
    return get_object_or_404(shown.select_related("booking__school", "booking__provider", "booking__version"), uuid=uuid)


def find_school(request: HttpRequest, pk: int) -> School:
    return get_object_or_404(School.objects.visible_to(request.user), pk=pk)


def find_provider(request: HttpRequest, slug: str) -> Provider:
    return get_object_or_404(Provider.objects.filter(members__user=request.user.pk, members__left_at=None), slug=slug)


def say_refusal(request: HttpRequest, error: DomainError) -> None:
    messages.error(request, str(error.message))
