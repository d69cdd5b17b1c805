"""The referee's page behind the mailed link. Opening it changes nothing; one post answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.exceptions import DomainError
from vetting.forms import NO_FILES, ReferenceForm
from vetting.models import ReferenceRequest
from vetting.queries.cases.references import reference_by_token, status_of_reference
from vetting.services.cases import references

GONE = 410
STATUS_OF = {"unknown": 404, "answered": 200, "expired": GONE}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_reference(request: HttpRequest, token: str) -> HttpResponse:
    reference = reference_by_token(token)
    status = status_of_reference(reference)
    if reference is None or status.code != "open":
        authority = reference.case.authority if reference and reference.case else None
        return render(request, "vetting/reference_closed.html", {"status": status, "authority": authority}, status=STATUS_OF[status.code])
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_recorded(request, form, reference):
        return redirect("vetting:reference", token)
    return render(request, "vetting/reference.html", {"reference": reference, "form": form})


def _is_recorded(request: HttpRequest, form: ReferenceForm, reference: ReferenceRequest) -> bool:
    if request.FILES:
        form.add_error(None, NO_FILES)
    if not form.is_valid():
        return False
    try:
        references.answer_reference(reference=reference, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return False
    return True
