"""Acknowledging and closing a concern; putting one on the board from a case or a clearance."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from core import clock
from directory.models import Person, Provider
from vetting.admin.cases.frame import case_crumbs, case_url, find_case
from vetting.admin.clearances.subjects import find_clearance, name_of
from vetting.admin.concerns.forms import CloseForm, RaiseForm
from vetting.admin.concerns.pages import ConcernListView, concerns_seen
from vetting.admin.officer_views import OfficerFormView
from vetting.models import Clearance, VettingAuthority
from vetting.queries.cases.notices import providers_of
from vetting.queries.clearances.evidence import subject_of
from vetting.services.concerns import concerns

Subjects = list[tuple[Provider, Person | None]]


class ConcernFormView(OfficerFormView):
    header_icon = "warning"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.concern = get_object_or_404(concerns_seen(request.user), pk=kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        board = {"url": reverse("vetting_concerns"), "label": ConcernListView.page_title}
        return [board, {"url": self.get_success_url(), "label": self.concern.provider.name}]

    def get_success_url(self) -> str:
        return reverse("vetting_concern", args=[self.concern.pk])

    def get_page_subtitle(self) -> str:
        return self.concern.provider.name


class AcknowledgeView(ConcernFormView):
    page_title = _("Take it")
    intro = _("Ring whoever was told, today. Suspend what should not go on meanwhile. The school reads that an officer has it.")
    button = _("I have it")
    success = _("It is yours. Ring whoever was told.")

    def act(self, form: Any) -> None:
        concerns.acknowledge(by=self.officer, concern=self.concern)


class CloseView(ConcernFormView):
    page_title = _("Close it")
    form_class = CloseForm
    intro = _("When whoever was told has said what they do. Write down nothing of it: the outcome is enough.")
    button = _("Close it")
    success = _("Closed.")

    def act(self, form: Any) -> None:
        concerns.close(by=self.officer, concern=self.concern, outcome=form.cleaned_data["outcome"])


class RaiseView(OfficerFormView):
    """`subjects` are the providers and people among whom the officer chooses; the place in the list is what the form sends."""

    page_title = _("Pass on a concern")
    header_icon = "warning"
    form_class = RaiseForm
    intro = _("You were told of a concern and passed it to whom it belongs. Here stands only who was told, when, and a reference.")
    button = _("Put it on the board")
    success = _("It is on the board of concerns. Its leads get a mail that names nothing.")
    authority: VettingAuthority
    subjects: Subjects

    def get_initial(self) -> dict[str, Any]:
        return {"told_at": clock.now(), "about": "0"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"about": [(str(number), _words(*one)) for number, one in enumerate(self.subjects)]}

    def act(self, form: Any) -> None:
        said = dict(form.cleaned_data)
        provider, person = self.subjects[int(said.pop("about"))]
        telling = concerns.Telling(**said)
        concerns.raise_as_officer(by=self.officer, authority=self.authority, provider=provider, person=person, telling=telling)


def _words(provider: Provider, person: Person | None) -> str:
    if person is None:
        return provider.name
    return _g("%(person)s, for %(provider)s") % {"person": person.name, "provider": provider.name}


class RaiseFromCaseView(RaiseView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case = find_case(request.user, kwargs["pk"])
        self.authority = self.case.authority
        people = self.case.version.people.order_by("name", "pk")
        self.subjects = [*((self.case.provider, person) for person in people), (self.case.provider, None)]

    def crumbs(self) -> list[dict[str, Any]]:
        return case_crumbs(self.case)

    def get_success_url(self) -> str:
        return case_url(self.case)

    def get_page_subtitle(self) -> str:
        return self.case.version.title


class RaiseFromClearanceView(RaiseView):
    """About the adult where the clearance is one's, else about the provider. A place of a school's own has none."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.clearance: Clearance = find_clearance(request.user, kwargs["pk"])
        self.authority = self.clearance.authority
        concerned = providers_of(subject_of(self.clearance)).order_by("name", "pk")
        self.subjects = [(provider, self.clearance.person) for provider in concerned]
        if not self.subjects:
            raise Http404

    def crumbs(self) -> list[dict[str, Any]]:
        listing = {"url": reverse("vetting_clearances:index"), "label": _("Clearances")}
        return [listing, {"url": self.get_success_url(), "label": name_of(self.clearance)}]

    def get_success_url(self) -> str:
        return reverse("vetting_clearances:inspect", args=[self.clearance.pk])

    def get_page_subtitle(self) -> str:
        return name_of(self.clearance)
