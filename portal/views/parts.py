from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.cards.navigation import CHOSEN, active_part, all_parts


@login_required
@require_http_methods(["GET", "POST"])
def choose_part(request: HttpRequest) -> HttpResponse:
    """For whom somebody with several parts goes on."""
    parts = all_parts(request)
    if request.method == "POST":
        chosen = next((part for part in parts if part.key == request.POST.get("part")), None)
        if chosen is None:
            raise Http404
        request.session[CHOSEN] = chosen.key
        return redirect("portal:landing")
    return render(request, "portal/parts.html", {"parts": parts, "active": active_part(request)})
