"""Inviting the providers of an import to claim their profiles, and what became of the invitations."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View

from core.exceptions import DomainError
from imports.admin.frame import BatchPage, LeadsOnly
from imports.enums import Thing
from imports.models import Change, ClaimInvitation
from imports.queries.invitations import can_be_invited_again, invitations_of, to_invite
from imports.services.invitations import AT_ONCE, invite_again, invite_providers, revoke_claim_invitation
from imports.states import INVITATION, InvitationEvent
from vetting.admin.officer_views import OfficerFormView

INVITATIONS_A_PAGE = 50


class InviteView(BatchPage, OfficerFormView):
    """The list of invitations, with a button for those that are still to be sent."""

    page_title = _("Invitations")
    template_name = "imports/admin/invite.html"

    def act(self, form: Any) -> None:
        sent = invite_providers(by=self.officer, batch=self.batch)
        self.success = ngettext("One invitation goes out.", "%(count)d invitations go out.", sent) % {"count": sent}

    def get_success_url(self) -> str:
        return invite_url(self.batch.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(invitations_of(self.batch), INVITATIONS_A_PAGE).get_page(self.request.GET.get("p"))
        waiting = to_invite(self.batch).count()
        lines = [(one, INVITATION.allows(one.state, InvitationEvent.REVOKE), can_be_invited_again(one)) for one in page]
        return super().get_context_data(page=page, lines=lines, waiting=waiting, now=min(waiting, AT_ONCE), **kwargs)


class InvitationStepView(LeadsOnly, View):
    """A button beside one invitation."""

    success: Any = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        visible = ClaimInvitation.objects.visible_to(request.user).select_related("authority", "provider")
        found = visible.filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.invitation = found

    def step(self, invitation: ClaimInvitation) -> None:
        """Call the service. Raises DomainError where it refuses."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            self.step(self.invitation)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, str(self.success))
        made = Change.objects.filter(thing=Thing.PROVIDER, object_id=self.invitation.provider_id, before__isnull=True).first()
        return redirect(invite_url(made.batch_id) if made else reverse("imports_list"))


class RevokeInvitationView(InvitationStepView):
    success = _("Taken back. The link in the mail opens nothing any more.")

    def step(self, invitation: ClaimInvitation) -> None:
        revoke_claim_invitation(by=self.officer, invitation=invitation)


class InviteAgainView(InvitationStepView):
    success = _("A new invitation goes out.")

    def step(self, invitation: ClaimInvitation) -> None:
        invite_again(by=self.officer, invitation=invitation)


def invite_url(batch: int) -> str:
    return reverse("imports_invite", args=[batch])
