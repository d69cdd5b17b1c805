"""The two questions after a session. Opening the page changes nothing; one answer is enough."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings.forms.observations import ObservationForm
from bookings.models import Session
from bookings.views.finding import member, posted
from core import clock
from core.answering import answer_form
from vetting.models import Observation
from vetting.policies.accreditation import can_answer_observation
from vetting.services.accreditation import observations


@login_required
@require_http_methods(["GET", "POST"])
def answer_observation(request: HttpRequest, pk: int) -> HttpResponse:
    observation = _find(request, pk)
    session = Session.objects.select_related("booking__version").filter(uuid=observation.session).first()
    if session is None:
        raise Http404
    if not can_answer_observation(member(request), observation) or observation.closes_at <= clock.now():
        messages.info(request, _("This has been answered, or is no longer asked. There is nothing to do."))
        return redirect("bookings:booking-detail", session.booking.reference)
    form = ObservationForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: observations.answer(by=member(request), observation=observation, **form.cleaned_data),
        template="bookings/observation.html",
        then=reverse("bookings:booking-detail", args=[session.booking.reference]),
        done=_("Thank you. Only vetting officers read it."),
        context={"observation": observation, "person": observation.accreditation.person, "booking": session.booking},
    )


def _find(request: HttpRequest, pk: int) -> Observation:
    """Of one of the reader's schools."""
    mine = Observation.objects.filter(school__members__user=member(request), school__members__left_at=None)
    found = mine.select_related("accreditation__person", "accreditation__authority", "school").filter(pk=pk).distinct().first()
    if found is None:
        raise Http404
    return found
