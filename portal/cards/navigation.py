"""The way round for whoever reads a page, by the part that they act in."""

import dataclasses
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.queries.parts import Part, PartKind, parts_of

CHOSEN = "part"  # the session's key for the part that was chosen last


@dataclasses.dataclass(frozen=True)
class Way:
    """One item of the way round."""

    label: str | Promise
    url: str
    current: bool


def all_parts(request: HttpRequest) -> tuple[Part, ...]:
    """The reader's parts, asked once a request."""
    if not hasattr(request, "parts"):
        request.parts = parts_of(request.user)  # type: ignore[attr-defined]  # kept for the request's other readers
    return cast("tuple[Part, ...]", request.parts)  # type: ignore[attr-defined]


def active_part(request: HttpRequest) -> Part | None:
    """The part whose pages these are: the one in the address, else the one chosen last, else the first."""
    parts = all_parts(request)
    return _part_in_address(request, parts) or _chosen(request, parts) or next(iter(parts), None)


def school_part(request: HttpRequest) -> Part | None:
    """The school for which the reader looks at offers, if any."""
    active = active_part(request)
    if active and active.kind == PartKind.SCHOOL:
        return active
    return next((part for part in all_parts(request) if part.kind == PartKind.SCHOOL), None)


def ways_for(request: HttpRequest) -> list[Way]:
    """The items for the active part, the current one marked: the longest address that the page's own begins with."""
    part = active_part(request)
    if part is None:
        return []
    items = list(_items(part))
    if len(all_parts(request)) > 1:
        items.append((_("Switch"), reverse("portal:part-choose")))
    weeks = {_week(part): reverse("portal:landing")}  # another week is still “Your week”
    here = max((url for url in [*weeks, *(url for _label, url in items)] if url and request.path.startswith(url)), key=len, default="")
    return [Way(label, url, url == weeks.get(here, here)) for label, url in items]


def _week(part: Part) -> str:
    names = {PartKind.SCHOOL: "bookings:school-week", PartKind.PROVIDER: "bookings:provider-week"}
    return reverse(names[part.kind], args=[part.place]) if part.kind in names else ""


def _items(part: Part) -> list[tuple[Any, str]]:
    match part.kind:
        case PartKind.SCHOOL:
            return [
                (_("Your week"), reverse("portal:landing")),
                (_("Find offers"), reverse("search:offers")),
                (_("Requests"), reverse("bookings:booking-list")),
                (_("People and groups"), reverse("schools:school-detail", args=[part.pk])),
            ]
        case PartKind.PROVIDER:
            return [
                (_("Your sessions"), reverse("portal:landing")),
                (_("Requests"), reverse("bookings:provider-bookings", args=[part.place])),
                (_("Offers"), reverse("directory:offers-list", args=[part.place])),
                (_("When you are free"), reverse("directory:availability-list", args=[part.place])),
                (_("About you"), reverse("directory:provider-overview", args=[part.place])),
            ]
        case PartKind.OFFICER:
            return [
                (_("Your day"), reverse("portal:landing")),
                (_("Find offers"), reverse("search:offers")),
                (_("Vetting"), reverse("vetting_cases:index")),
            ]


def act_for(request: HttpRequest, kind: PartKind, place: str) -> None:
    """Say whose page this is where its address doesn't."""
    request.acting = (kind, place)  # type: ignore[attr-defined]  # read by _part_in_address


def _part_in_address(request: HttpRequest, parts: tuple[Part, ...]) -> Part | None:
    """/school/12/… and /provider/slug/… say whose pages they are."""
    kind_and_place = getattr(request, "acting", None) or tuple(request.path.split("/")[1:3])
    return next((part for part in parts if (part.kind, part.place) == kind_and_place), None)


def _chosen(request: HttpRequest, parts: tuple[Part, ...]) -> Part | None:
    key = request.session.get(CHOSEN) if hasattr(request, "session") else None
    return next((part for part in parts if part.key == key), None)
