"""Dates of an earlier register, looked at one after the other: the officer sees the evidence and makes a check of their own of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from vetting.admin.cases.frame import case_url, find_case
from vetting.admin.checks.actions import RecordCheckView
from vetting.admin.checks.form import DETAIL, CheckForm
from vetting.admin.checks.words import details_in_words
from vetting.admin.officer_views import OfficersOnly
from vetting.models import Case, Check
from vetting.queries.cases.imported import imported_in
from vetting.queries.clearances.evidence import subject_of
from vetting.states import CheckState


class TakeOverForm(CheckForm):
    """The form of the check, and who issued what was seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuing_body"] = forms.CharField(label=_("Issued by"), max_length=80, required=False)


def next_to_take_over(case: Case, after: int = 0) -> str:
    """The page of the next imported row, around the list once; the case's own where none is left."""
    waiting = [check.pk for check in imported_in(case)]
    if after in waiting:
        place = waiting.index(after)
        waiting = [*waiting[place + 1 :], *waiting[:place]]
    return reverse("vetting_check_take_over", args=[case.pk, waiting[0]]) if waiting else case_url(case)


class TakeOverNextView(OfficersOnly, View):
    """To the first imported row of a case."""

    acts = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = find_case(request.user, pk)
        url = next_to_take_over(case)
        if url == case_url(case):
            messages.info(request, _g("Nothing of your earlier register waits here."))
        return redirect(url)


class TakeOverCheckView(RecordCheckView):
    """One imported row. What the register says stands above; the officer says how they saw it, and what came of it."""

    template_name = "vetting/admin/take_over.html"
    button = _("Record it and go to the next")
    success = _("Recorded. A second officer verifies it; the imported row has given way.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        case = find_case(request.user, kwargs["pk"])
        self.imported = self._of_case(case, kwargs["check"])
        self.waiting = [check.pk for check in imported_in(case)]
        scope, subject = subject_of(self.imported)
        super().setup(request, *args, **kwargs | {"code": self.imported.check_type, "scope": str(scope), "subject": subject})
        self.after = next_to_take_over(case, self.imported.pk)

    def _of_case(self, case: Case, pk: int) -> Check:
        check = Check.objects.filter(pk=pk, authority=case.authority_id, source="import").select_related("performed_by").first()
        if check is None:
            raise Http404
        return check

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.imported.state != CheckState.RECORDED and request.user.is_authenticated:
            messages.warning(request, _g("Somebody has dealt with this one already."))
            return redirect(next_to_take_over(self.case))
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> TakeOverForm:
        return TakeOverForm(check_type=self.check_type, **self.get_form_kwargs())

    def get_initial(self) -> dict[str, Any]:
        """The register's dates, for the officer to compare with what they see; route, outcome and details are theirs to say."""
        row = self.imported
        start: dict[str, Any] = {"issued_on": row.issued_on, "expires_on": row.expires_on, "issuing_body": row.issuing_body}
        counted_from = self.check_type.validity.counted_from
        if any(field.name == counted_from for field in self.check_type.fields):
            start[f"{DETAIL}{counted_from}"] = row.issued_on or row.performed_on
        return start

    def get_page_title(self) -> str:
        return _g("Look and take over: %(check)s") % {"check": self.check_type.name}

    def get_success_url(self) -> str:
        return self.after

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.waiting.index(self.imported.pk) + 1
        said = details_in_words(self.imported, self.check_type)
        more = self.after if len(self.waiting) > 1 else ""
        return super().get_context_data(number=number, total=len(self.waiting), said=said, next_url=more, **kwargs)
