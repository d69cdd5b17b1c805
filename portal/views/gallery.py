"""Pages that show every component in every state, to look at and to test. Served only where settings.GALLERY is on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.views import gallery_samples as samples


@require_safe
def show_parts(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Your request is with Eastfield Repair Shed. They have until Thursday 3 December to answer.")
    messages.info(request, "The calendar of your school has changed since you began.")
    return render(request, "portal/gallery/parts.html", {"samples": samples})


@require_safe
def show_forms(request: HttpRequest) -> HttpResponse:
    """The form as it is first shown, or with every error where the address says ?wrong."""
    wrong = {
        "pupils": "many",
        "first_day": "30",
        "first_month": "2",
        "first_year": "2027",
        "start": "late",
        "email": "x",
        "place": "The pier",
    }
    form = samples.SampleForm(wrong if "wrong" in request.GET else None)
    return render(request, "portal/gallery/forms.html", {"form": form})


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/gallery/home.html", {"samples": samples})
