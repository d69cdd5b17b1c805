"""How schools reach the LADO, set by a lead or an administrator of the authority."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vetting.admin.cases.queue_tabs import own_authorities
from vetting.admin.officer_views import OfficerFormView
from vetting.services.concerns.contacts import set_lado_contact


class LadoForm(forms.Form):
    phone = forms.CharField(label=_("Telephone of the LADO"), required=False, max_length=30)
    email = forms.EmailField(label=_("Mail address of the LADO"), required=False)


class LadoView(OfficerFormView):
    page_title = _("Whom schools ring")
    header_icon = "warning"
    form_class = LadoForm
    intro = _(
        "Schools with a worry read this above everything else. Ring the number once before you save it. "
        "Left empty, they are told to ask the council's switchboard."
    )
    button = _("Save")
    success = _("Schools read this from now on.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.authority = get_object_or_404(own_authorities(request.user), pk=kwargs["pk"])

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": self.get_success_url(), "label": _("Concerns")}]

    def get_initial(self) -> dict[str, Any]:
        return {"phone": self.authority.lado_phone, "email": self.authority.lado_email}

    def get_success_url(self) -> str:
        return reverse("vetting_concerns")

    def get_page_subtitle(self) -> str:
        return self.authority.name

    def act(self, form: Any) -> None:
        set_lado_contact(by=self.officer, authority=self.authority, **form.cleaned_data)
