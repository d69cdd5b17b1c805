"""Recording a check, and looking at it with a second pair of eyes."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from core import clock
from core.exceptions import DomainError
from directory.models import Person
from vetting.admin.cases.checks import CaseChecks
from vetting.admin.cases.frame import CaseFormView, case_url, find_case
from vetting.admin.checks.form import DETAIL, CheckForm
from vetting.admin.checks.words import BASES, details_in_words, lasts_in_words
from vetting.admin.forms import RevokeForm
from vetting.admin.officer_views import OfficersOnly
from vetting.enums import CheckSource
from vetting.models import Case, Check
from vetting.queries.cases.references import REFERENCES, recording_from_references
from vetting.queries.clearances.consents import live_consent
from vetting.queries.clearances.eligibility import why_not_to_ask
from vetting.queries.clearances.evidence import imported_check, subject_of, subjects_filter
from vetting.queries.clearances.statuses import why_not_to_look
from vetting.queries.policies.content import content_of
from vetting.services.cases.readings import record_reading, record_refusal
from vetting.services.checks import recording as checks
from vetting.states import CaseState


class RecordCheckView(CaseFormView):
    """One check of one subject of a case, with the fields of the policy and no others."""

    template_name = "vetting/admin/record_check.html"
    button = _("Record it")
    success = _("Recorded. A second officer verifies it.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.content = content_of(self.case.authority.policy)
        check_type = self.content.by_code.get(kwargs["code"])
        known, key = CaseChecks(self.case, request.user), (kwargs["scope"], kwargs["subject"])
        if check_type is None or key not in known.subjects or check_type.scope != kwargs["scope"]:
            raise Http404
        self.check_type, self.subject, self.subject_name = check_type, known.subjects[key], known.name_of(key)

    def get_form(self, form_class: Any = None) -> CheckForm:
        return CheckForm(check_type=self.check_type, **self.get_form_kwargs())

    def get_initial(self) -> dict[str, Any]:
        """What an earlier register gives or referees said, for the officer to compare; the outcome stays theirs to say."""
        if self.check_type.code == REFERENCES:
            said = recording_from_references(self.case, cast(Person, self.subject), self.officer)
            return {f"{DETAIL}{name}": value for name, value in said.items()}
        if self.check_type.extends and (consent := live_consent(cast(Person, self.subject), self.case.authority)):
            on_file = {"consent_given_on": consent.given_at.astimezone(clock.LONDON).date(), "consent_scope": consent.scope}
            return {f"{DETAIL}{name}": value for name, value in on_file.items()}
        known = imported_check(self.case.authority, self.check_type.code, self.subject)
        return {"issued_on": known.issued_on, "expires_on": known.expires_on} if known else {}

    def get_page_title(self) -> str:
        return _g("Record: %(check)s") % {"check": self.check_type.name}

    def get_page_subtitle(self) -> str:
        return self.subject_name

    def get_success_url(self) -> str:
        """To the top, where the next step stands; after the decision, to the list of checks."""
        return self.get_back_url() if self.case.state == CaseState.DECIDED else case_url(self.case)

    def get_back_url(self) -> str:
        return f"{case_url(self.case)}#checks"

    @property
    def why_not(self) -> str:
        """What the form would be refused for, whatever is typed."""
        today = clock.today()
        over_asked = why_not_to_ask(self.check_type, self.subject, self.content, today)
        return over_asked or why_not_to_look(self.check_type, self.subject, self.case.authority, today)

    def field_of(self, refusal: DomainError, form: Any) -> str | None:
        detail = f"{DETAIL}{refusal.field}"
        return detail if detail in form.fields else super().field_of(refusal, form)

    def act(self, form: Any) -> None:
        checks.record_check(
            by=self.officer,
            authority=self.case.authority,
            check_type=self.check_type.code,
            subject=self.subject,
            **form.recording(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            check_type=self.check_type,
            subject=self.subject_name,
            basis=BASES[self.check_type.basis],
            lasts=lasts_in_words(self.check_type),
            why_not=self.why_not,
            **kwargs,
        )


class RecordNextView(OfficersOnly, View):
    """To the form of the first check that listing needs and nobody has recorded."""

    acts = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = find_case(request.user, pk)
        missing = CaseChecks(case, request.user).still_missing
        if not missing:
            messages.info(request, _g("Everything that listing needs is recorded."))
            return redirect(case_url(case))
        scope, subject = missing[0].subject_key
        return redirect("vetting_check_record", case.pk, missing[0].code, str(scope), subject)


class CheckFormView(CaseFormView):
    """An action on one check, reached from a case. Its page shows what was recorded, so that reading it is logged."""

    template_name = "vetting/admin/check.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.known = CaseChecks(self.case, request.user)
        about = subjects_filter(self.known.subjects)
        visible = Check.objects.visible_to(request.user).filter(about, authority=self.case.authority)
        found = visible.select_related("authority__policy", "performed_by", "verified_by").filter(pk=kwargs["check"]).first()
        if found is None:
            others = Check.objects.filter(pk=kwargs["check"]).exclude(authority=self.case.authority_id).first()
            if others is not None:
                record_refusal(by=self.officer, row=others)
            raise Http404
        self.check = found
        self.check_type = content_of(self.check.authority.policy).by_code[self.check.check_type]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record_reading(by=self.officer, case=self.case)
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return f"{case_url(self.case)}#checks"

    def get_page_subtitle(self) -> str:
        return self.check_type.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            check_type=self.check_type,
            subject=self.known.name_of(subject_of(self.check)),
            lines=details_in_words(self.check, self.check_type),
            **kwargs,
        )


class VerifyCheckView(CheckFormView):
    page_title = _("Verify")
    intro = _("You confirm that you have looked for yourself and that the record is right. From then on it counts.")
    button = _("Verify this check")
    success = _("Verified.")

    def act(self, form: Any) -> None:
        checks.verify_check(by=self.officer, check=self.check)

    def get_success_url(self) -> str:
        """On to the next one, until none is left."""
        return next_to_verify(self.case, self.request.user)

    def get_back_url(self) -> str:
        return super().get_success_url()


def next_to_verify(case: Case, user: Any) -> str:
    """The page of the next check of the case that this officer may verify, or the case's own."""
    waiting = CaseChecks(case, user).to_verify
    if waiting and waiting[0].source == CheckSource.PROVIDER:
        return reverse("vetting_case_declarations", args=[case.pk])
    return reverse("vetting_check_verify", args=[case.pk, waiting[0].pk]) if waiting else case_url(case)


class VerifyView(OfficersOnly, View):
    """To the first check of a case that this officer may verify."""

    acts = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = find_case(request.user, pk)
        url = next_to_verify(case, request.user)
        if url == case_url(case):
            messages.info(request, _g("No check waits for you here."))
        return redirect(url)


class RevokeCheckView(CheckFormView):
    page_title = _("Revoke")
    form_class = RevokeForm
    intro = _("The check counts for nothing from now on. Offers and sessions that rest on it are judged again at once.")
    button = _("Revoke this check")
    success = _("Revoked.")
    destructive = True

    def act(self, form: Any) -> None:
        checks.revoke_check(by=self.officer, check=self.check, reason=form.cleaned_data["reason"])
