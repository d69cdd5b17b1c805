"""Setting a hold, keeping it longer, and lifting it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vetting.admin.officer_views import OfficerFormView
from vetting.admin.retention.forms import HoldForm, ReviewForm
from vetting.admin.retention.pages import holds_crumb, retention_crumb
from vetting.policies.holds import authorities_overseen_by
from vetting.queries.holds import holds_seen_by, thing_of
from vetting.services import holds


class HoldStep(OfficerFormView):
    header_icon = "lock"

    def crumbs(self) -> list[dict[str, Any]]:
        return [retention_crumb(), holds_crumb()]

    def get_success_url(self) -> str:
        return f"{reverse('vetting_holds')}?authority={self.authority_pk}"

    @property
    def authority_pk(self) -> int:
        raise NotImplementedError


class SetHoldView(HoldStep):
    page_title = _("Set a hold")
    form_class = HoldForm
    intro = _("Whatever hangs on this is kept past its time, by every authority, until a second lead or administrator lifts the hold.")
    button = _("Set the hold")
    success = _("Held. Nothing that hangs on it is deleted from now on.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.authority = get_object_or_404(authorities_overseen_by(request.user), pk=kwargs["authority"])
        thing = thing_of(self.authority, kwargs["kind"], kwargs["pk"])
        if thing is None:
            raise Http404
        self.thing = thing

    @property
    def authority_pk(self) -> int:
        return self.authority.pk

    def get_page_subtitle(self) -> str:
        return f"{self.thing.kind_label}: {self.thing.name}"

    def act(self, form: Any) -> None:
        holds.set_hold(by=self.officer, authority=self.authority, kind=self.thing.kind, number=self.thing.number, **form.cleaned_data)


class HoldFormView(HoldStep):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.hold = get_object_or_404(holds_seen_by(request.user), pk=kwargs["pk"])

    @property
    def authority_pk(self) -> int:
        return self.hold.authority_id

    def get_page_subtitle(self) -> str:
        return self.hold.name


class KeepLongerView(HoldFormView):
    page_title = _("Keep the hold")
    form_class = ReviewForm
    intro = _("You have looked, and it is still needed.")
    button = _("Keep it")
    success = _("Kept. It comes up again on that day.")

    def act(self, form: Any) -> None:
        holds.keep_longer(by=self.officer, hold=self.hold, review_on=form.cleaned_data["review_on"])


class LiftView(HoldFormView):
    page_title = _("Lift the hold")
    intro = _("What is past its time and held by nothing else is deleted with the next run of retention. That can't be undone.")
    button = _("Lift the hold")
    success = _("Lifted.")
    destructive = True

    def act(self, form: Any) -> None:
        holds.lift_hold(by=self.officer, hold=self.hold)
