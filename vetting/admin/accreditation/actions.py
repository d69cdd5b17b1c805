"""The steps that officers take. Each asks first and says what follows."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from directory.models import Person
from vetting.admin.accreditation.forms import AccreditForm, InductionForm
from vetting.admin.accreditation.pages import find_accreditation, listing_crumb
from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.officer_views import OfficerFormView
from vetting.queries.accreditation.candidates import candidates, kinds_led, months_of
from vetting.services.accreditation import steps


class InviteView(OfficerFormView):
    header_icon = "glasses"
    page_title = _("Invite")
    intro = _(
        "Their providers get a mail. It is an offer and no duty: listing and bookings don't hang on it. "
        "A short induction comes first, then an observed session."
    )
    button = _("Invite to become accredited")
    success = _("Invited. The induction is next.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.authority = get_object_or_404(own_authorities(request.user).select_related("policy"), pk=kwargs["authority"])
        if months_of(self.authority) is None:
            raise Http404
        self.person: Person = get_object_or_404(candidates(self.authority), pk=kwargs["person"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb()]

    def get_page_subtitle(self) -> str:
        return self.person.name

    def get_success_url(self) -> str:
        return f"{reverse('vetting_accreditations')}?step=candidates"

    def act(self, form: Any) -> None:
        steps.begin(by=self.officer, person=self.person, authority=self.authority)


class AccreditationFormView(OfficerFormView):
    header_icon = "glasses"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.accreditation = find_accreditation(request.user, kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb(), {"url": self.get_success_url(), "label": self.accreditation.person.name}]

    def get_page_subtitle(self) -> str:
        return self.accreditation.person.name

    def get_success_url(self) -> str:
        return reverse("vetting_accreditation", args=[self.accreditation.pk])


class InductionView(AccreditationFormView):
    page_title = _("Record the induction")
    form_class = InductionForm
    intro = _("You gave it, or you know that it was done. What it covers is in the guide for providers; nothing else is written down.")
    button = _("Record it")
    success = _("Recorded. The next session with school staff in the room is observed.")

    def act(self, form: Any) -> None:
        steps.record_induction(by=self.officer, accreditation=self.accreditation, on=form.cleaned_data["on"])


class AccreditView(AccreditationFormView):
    page_title = _("Accredit")
    form_class = AccreditForm
    intro = _("Schools and the public see for what and until when, as long as the adult is cleared. They see nothing of how it came about.")
    button = _("Accredit")
    success = _("Accredited. Their providers have been told.")

    def get_initial(self) -> dict[str, Any]:
        known = self.accreditation.kinds or [kind.value for kind in kinds_led(self.accreditation.person)]
        has_number = months_of(self.accreditation.authority) is not None
        return {"kinds": known, "until": steps.last_day(self.accreditation.authority) if has_number else clock.today()}

    def act(self, form: Any) -> None:
        steps.accredit(by=self.officer, accreditation=self.accreditation, **form.cleaned_data)


class ObserveAgainView(AccreditationFormView):
    page_title = _("Have another session observed")
    intro = _("After their next session with school staff in the room, the school is asked the same two questions.")
    button = _("Wait for another session")
    success = _("It waits for another observed session.")

    def act(self, form: Any) -> None:
        steps.observe_again(by=self.officer, accreditation=self.accreditation)


class WithdrawView(AccreditationFormView):
    page_title = _("Withdraw")
    intro = _("Nothing of it is shown from now on. Clearance, listings and bookings stay as they are, and they may begin again.")
    button = _("Withdraw")
    success = _("Withdrawn.")
    destructive = True

    def act(self, form: Any) -> None:
        steps.withdraw(by=self.officer, accreditation=self.accreditation)
