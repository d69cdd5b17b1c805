"""Buttons on an offer: each asks once, on a page that says what will happen, and what can be undone says how."""

import dataclasses
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.answering import answer_button
from directory.enums import Audience
from directory.queries.working import working_version
from directory.services import offers
from directory.states import OfferState, VersionState
from directory.views.own import offer_of, user_of


@dataclasses.dataclass(frozen=True)
class Move:
    """`already` is the state in which it has been done: the button was pressed twice."""

    service: Callable[..., Any]
    question: Promise
    words: Promise
    button: Promise
    done: Promise
    already: str
    warns: bool = False


MOVES = {
    "pause": Move(
        offers.pause_offer,
        _("Pause this offer?"),
        _("It leaves the site at once. What is booked stays booked, and you can show it again at any time."),
        _("Pause it"),
        _("Paused. Press “Show it again” to undo that."),
        OfferState.PAUSED,
    ),
    "resume": Move(
        offers.resume_offer,
        _("Show this offer again?"),
        _("Schools see it at once, with the text that was last approved."),
        _("Show it again"),
        _("It is on the site again, as long as its checks are in date."),
        OfferState.LISTED,
    ),
    "archive": Move(
        offers.archive_offer,
        _("Put this offer in the archive?"),
        _("It leaves the site and your list. What is booked stays booked. You can fetch it back from the archive."),
        _("Archive it"),
        _("In the archive. Press “Fetch it back” to undo that."),
        OfferState.ARCHIVED,
        warns=True,
    ),
    "restore": Move(
        offers.restore_offer,
        _("Fetch this offer back?"),
        _("It comes back paused if it was listed before, and else as a draft."),
        _("Fetch it back"),
        _("It is back in your list."),
        "",
    ),
}


@login_required
@require_http_methods(["GET", "POST"])
def move_offer(request: HttpRequest, slug: str, pk: int, move: str) -> HttpResponse:
    if move not in MOVES:
        raise Http404
    offer, asked = offer_of(request, slug, pk), MOVES[move]
    editor = reverse("directory:offer-editor", args=[slug, pk])
    if request.method == "GET":
        context = {"provider": offer.provider, "offer": offer, "version": working_version(offer), "move": asked, "back": editor}
        return render(request, "directory/offer_move.html", context)
    again = offer.state == asked.already
    return answer_button(request, lambda: again or asked.service(by=user_of(request), offer=offer), then=editor, done=asked.done)


@login_required
@require_POST
def set_audience(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    offer, audience = offer_of(request, slug, pk), request.POST.get("audience", "")
    if audience not in Audience:
        raise Http404
    done = _("Anyone may see it.") if audience == Audience.PUBLIC else _("Only signed-in schools see it.")
    editor = reverse("directory:offer-editor", args=[slug, pk])
    return answer_button(request, lambda: offers.set_audience(by=user_of(request), offer=offer, audience=audience), then=editor, done=done)


@login_required
@require_POST
def copy_offer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    offer = offer_of(request, slug, pk)
    return answer_button(
        request,
        lambda: offers.copy_offer(by=user_of(request), offer=offer),
        then=reverse("directory:offers-list", args=[slug]),
        done=_("Copied. The copy is a draft at the end of your list."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def discard_changes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throw away the draft beside the approved text. Pressed twice, there is none left, and nothing happens."""
    offer = offer_of(request, slug, pk)
    version = working_version(offer)
    editor = reverse("directory:offer-editor", args=[slug, pk])
    if request.method == "GET":
        return render(
            request, "directory/offer_discard.html", {"provider": offer.provider, "offer": offer, "version": version, "back": editor}
        )
    gone = version.state == VersionState.APPROVED
    return answer_button(
        request,
        lambda: gone or offers.discard_version(by=user_of(request), version=version),
        then=editor,
        done=_("Your changes are thrown away. The text that schools see is as it was."),
    )
