"""Telling people why they may not, who may, and the way back. For what stands in their sight; what does not is not found."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RefusedError(PermissionDenied):
    """Answered with 403. `words` say who may, `back` is the address to go on from."""

    def __init__(self, words: str, *, back: str, back_label: "StrOrPromise") -> None:
        super().__init__()  # names of colleagues stay out of the log
        self.words, self.back, self.back_label = words, back, back_label


def show_refusal(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of every 403."""
    refusal = exception if isinstance(exception, RefusedError) else None
    return render(request, "403.html", {"refusal": refusal, "exception": str(exception)}, status=403)
