"""Steps of a new version of a policy, from the first copy to its publication."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from vetting.admin.officer_views import OfficerFormView
from vetting.admin.policies.forms import BeginForm, PolicyTextForm, ProposeForm, SettingsForm
from vetting.admin.policies.pages import find_draft, listing_crumb
from vetting.queries.policies.drafts import authorities_read_by, read_draft
from vetting.rules.policy import PolicyContent
from vetting.services.policies import drafts


class BeginView(OfficerFormView):
    page_title = _("Change the policy")
    header_icon = "doc-full"
    form_class = BeginForm
    intro = _("You write a copy. The policy in force stays as it is until a second person publishes yours and its day comes.")
    button = _("Begin a new version")
    success = _("Begun. Change what you want to, and look at what would follow.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.authority = get_object_or_404(authorities_read_by(request.user), pk=kwargs["pk"])
        self.back_to = reverse("vetting_policies")

    def get_page_subtitle(self) -> str:
        return self.authority.name

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb()]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"authority": self.authority}

    def get_success_url(self) -> str:
        return self.back_to

    def act(self, form: Any) -> None:
        draft = drafts.begin_draft(by=self.officer, authority=self.authority, based_on=form.cleaned_data["based_on"])
        self.back_to = reverse("vetting_policy_draft", args=[draft.pk])


class DraftFormView(OfficerFormView):
    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = find_draft(request.user, kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.draft.authority.name

    def crumbs(self) -> list[dict[str, Any]]:
        return [listing_crumb(), {"url": self.get_success_url(), "label": _("New version")}]

    def get_success_url(self) -> str:
        return reverse("vetting_policy_draft", args=[self.draft.pk])


class SettingsView(DraftFormView):
    template_name = "vetting/admin/policy_settings.html"
    page_title = _("Settings")
    form_class = SettingsForm
    intro = _(
        "What the law asks is not an authority's to change, so it has fewer fields. How long a check counts is written down when it is "
        "recorded: a new length is for checks recorded from then on."
    )
    success = _("Saved. Nothing changes on the site yet.")

    @cached_property
    def content(self) -> PolicyContent:
        return read_draft(self.draft.text, self.draft.authority, self.draft.based_on)[1]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"content": self.content}

    def act(self, form: Any) -> None:
        drafts.save_settings(by=self.officer, draft=self.draft, numbers=form.numbers(), checks=form.checks())


class TextView(DraftFormView):
    page_title = _("Text")
    form_class = PolicyTextForm
    success = _("Saved. Nothing changes on the site yet.")

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.draft.text}

    def act(self, form: Any) -> None:
        drafts.save_text(by=self.officer, draft=self.draft, text=form.cleaned_data["text"])


class ProposeView(DraftFormView):
    page_title = _("Propose")
    form_class = ProposeForm
    intro = _("A second person of the authority reads it and publishes it.")
    button = _("Propose")
    success = _("Proposed. Somebody else of the authority publishes it.")

    def act(self, form: Any) -> None:
        drafts.propose(by=self.officer, draft=self.draft, holds_from=form.cleaned_data["holds_from"])


class PublishView(DraftFormView):
    page_title = _("Publish")
    intro = _("Nobody can edit it afterwards. On its day, offers leave and enter the site, and planned days are judged again.")
    button = _("Publish")
    success = _("Published. It holds from its day on.")

    def act(self, form: Any) -> None:
        drafts.publish(by=self.officer, draft=self.draft)


class TakeBackView(DraftFormView):
    page_title = _("Take back")
    intro = _("It can be changed again, and is published by nobody until it is proposed anew.")
    button = _("Take back")
    success = _("It is being written again.")

    def act(self, form: Any) -> None:
        drafts.take_back(by=self.officer, draft=self.draft)


class DiscardView(DraftFormView):
    page_title = _("Put away")
    intro = _("The policy in force stays as it is. What was written is kept to look at, and is never used.")
    button = _("Put away")
    success = _("Put away.")
    destructive = True

    def act(self, form: Any) -> None:
        drafts.discard(by=self.officer, draft=self.draft)
