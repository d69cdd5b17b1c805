"""Giving several cases to one officer: choose from what the queue's filters show, look once more, then it is done. Never a decision."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from vetting.admin.cases.queue_filters import CaseFilterSet, about
from vetting.admin.cases.queue_tabs import cases_of
from vetting.admin.officer_views import OfficerFormView
from vetting.enums import OfficerRole
from vetting.models import Case, Officer, VettingAuthority
from vetting.policies.roles import WORKING
from vetting.services.cases.claims import assign_cases
from vetting.states import CaseState

AT_ONCE = 100


def authorities_in_which(user: User, *roles: str) -> QuerySet[VettingAuthority]:
    return VettingAuthority.objects.in_which(user, *roles)


def assignable(user: User) -> Q:
    """Unclaimed ones where the user works; where they lead, those with an officer too."""
    free = Q(state=CaseState.OPEN, authority__in=authorities_in_which(user, *WORKING))
    held = Q(state__in=[CaseState.OPEN, CaseState.CLAIMED], authority__in=authorities_in_which(user, OfficerRole.LEAD))
    return free | held


def receivers(user: User) -> QuerySet[User]:
    """The user, and where they lead, everybody who works there."""
    parts = Officer.objects.acting().filter(authority__in=authorities_in_which(user, OfficerRole.LEAD), role__in=WORKING)
    found = User.objects.filter(Q(pk=user.pk) | Q(pk__in=parts.values("user")), is_active=True)
    return found.order_by("first_name", "last_name", "pk")


class AssignForm(forms.Form):
    """`everything` is all that is listed on the page, which is what the filters left."""

    to = forms.ModelChoiceField(label=_("To whom?"), queryset=User.objects.none(), empty_label=None)
    everything = forms.BooleanField(label=_("All cases listed here"), required=False)
    cases = forms.MultipleChoiceField(label=_("Or these"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, user: User, listed: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        self.fields["to"].queryset = receivers(user)  # type: ignore[attr-defined]
        self.fields["cases"].choices = [(case.pk, _words(case)) for case in listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if not entered.get("everything") and not entered.get("cases"):
            self.add_error("cases", _("Tick the cases, or all of them."))
        return entered

    @property
    def chosen(self) -> list[Case]:
        ticked = set(self.cleaned_data["cases"])
        return [case for case in self.listed if self.cleaned_data["everything"] or str(case.pk) in ticked]


def _words(case: Case) -> str:
    who = case.claimed_by or _g("Nobody's yet")
    return f"{case.version.title}, {case.provider} · {case.reference} · {who}"


class AssignView(OfficerFormView):
    """Sent once, it asks; sent with `sure`, it is done."""

    template_name = "vetting/admin/assign.html"
    page_title = _("Give out cases")
    form_class = AssignForm
    button = _("Look once more")

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("vetting_cases:index"), "label": _("Vetting queue")}]

    @cached_property
    def listed(self) -> list[Case]:
        """What the filters and the words in the address leave, of what may be given out."""
        cases = cases_of(self.officer).filter(assignable(self.officer)).select_related("version", "provider", "claimed_by", "authority")
        found = CaseFilterSet(self.request.GET, queryset=cases, request=self.request).qs
        words = self.request.GET.get("q", "").strip()
        return list((found.filter(about(words)) if words else found).order_by("submitted_at", "pk")[:AT_ONCE])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.officer, "listed": self.listed}

    def get_success_url(self) -> str:
        """Back to the queue as it was filtered."""
        query = self.request.GET.urlencode()
        return reverse("vetting_cases:index") + (f"?{query}" if query else "")

    def form_valid(self, form: Any) -> HttpResponse:
        chosen, to = form.chosen, form.cleaned_data["to"]
        if "sure" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, chosen=chosen, to=to))
        given, kept = assign_cases(by=self.officer, cases=chosen, to=to)
        for case, reason in kept:
            messages.warning(self.request, f"{case.reference}: {reason}")
        if given:
            words = ngettext("%(count)d case is with %(name)s now.", "%(count)d cases are with %(name)s now.", len(given))
            messages.success(self.request, words % {"count": len(given), "name": to})
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(listed=self.listed, is_cut=len(self.listed) == AT_ONCE, **kwargs)
