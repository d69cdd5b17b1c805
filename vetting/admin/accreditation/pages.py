"""Who is on the way to being accredited, where each stands, and the page of one."""

import dataclasses
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from directory.models import Person
from vetting.admin.cases.moves import Move
from vetting.admin.cases.queue_tabs import Tab, own_authorities
from vetting.admin.officer_views import OfficersOnly
from vetting.models import Accreditation, VettingAuthority
from vetting.policies.accreditation import can_accredit, can_handle
from vetting.policies.roles import can_work_queue
from vetting.queries.accreditation.candidates import candidates, kinds_led, months_of
from vetting.queries.accreditation.standing import at_step, counts_by_step, ends_soon, has_new_observation, providers_to_tell
from vetting.services.accreditation.observations import read_observations
from vetting.states import ACCREDITATION, LIVE_ACCREDITATIONS, AccreditationEvent, AccreditationState

ON_A_PAGE = 25
TABS = {
    "observed": _("To accredit"),
    "declared": _("Induction to confirm"),
    "begun": _("Invited"),
    "inducted": _("Observed session to come"),
    "accredited": _("Accredited"),
    "ended": _("Ended"),
    "candidates": _("Could be invited"),
}


def find_accreditation(user: Any, pk: int) -> Accreditation:
    """Raises Http404 for one of an authority that the user has no part in."""
    rows = Accreditation.objects.visible_to(user).select_related("person", "authority__policy", "begun_by", "declared_by", "inducted_by")
    found = rows.select_related("accredited_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def listing_crumb() -> dict[str, Any]:
    return {"url": reverse("vetting_accreditations"), "label": _("Accreditation")}


@dataclasses.dataclass(frozen=True)
class Candidates:
    """Whom an authority could invite, the first of them by name."""

    authority: VettingAuthority
    people: tuple[Person, ...]
    count: int
    may_invite: bool


class AccreditationListView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "vetting/admin/accreditation_list.html"
    page_title = _("Accreditation")
    header_icon = "glasses"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Accreditation.objects.visible_to(self.officer)
        offices = candidates_of(self.officer)
        counts = counts_by_step(mine) | {"candidates": sum(one.count for one in offices)}
        chosen = self.request.GET.get("step", "")
        step = chosen if chosen in TABS else "observed"
        rows = mine.none() if step == "candidates" else at_step(mine, step)
        context: dict[str, Any] = super().get_context_data(
            tabs=[Tab(label, f"step={name}", counts[name], is_current=name == step) for name, label in TABS.items()],
            step=step,
            page=Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("page")),
            offices=offices if step == "candidates" else [],
            **kwargs,
        )
        return context


def candidates_of(user: Any) -> list[Candidates]:
    """By authority of the user's that accredits."""
    found = []
    for authority in own_authorities(user).select_related("policy"):
        if months_of(authority) is not None:
            live = Accreditation.objects.filter(authority=authority, state__in=LIVE_ACCREDITATIONS)
            people = candidates(authority).exclude(pk__in=live.values("person"))
            found.append(Candidates(authority, tuple(people[:ON_A_PAGE]), people.count(), can_work_queue(user, authority)))
    return found


class AccreditationPage(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "glasses"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.accreditation = find_accreditation(request.user, kwargs["pk"])


class AccreditationView(AccreditationPage):
    """What schools answered is read here, so that reading it is logged."""

    template_name = "vetting/admin/accreditation.html"

    def get_page_title(self) -> str:
        return self.accreditation.person.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, listing_crumb(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.accreditation
        context: dict[str, Any] = super().get_context_data(
            accreditation=one,
            observations=read_observations(by=self.officer, accreditation=one),
            kinds=[kind.label for kind in kinds_led(one.person)],
            providers=providers_to_tell(one),
            moves=moves_of(one, self.officer),
            why_not=why_not(one, self.officer),
            next_step=next_step(one),
            **kwargs,
        )
        return context


def moves_of(accreditation: Accreditation, user: Any) -> list[Move]:
    if not can_handle(user, accreditation):
        return []
    state, found = accreditation.state, []
    if ACCREDITATION.allows(state, AccreditationEvent.INDUCT):
        label = _g("Confirm the induction") if accreditation.declared_at else _g("Record the induction")
        found.append(Move(label, "vetting_accreditation_induct", is_main=True))
    if may_accredit_now(accreditation) and can_accredit(user, accreditation):
        label = _g("Accredit") if state == AccreditationState.OBSERVED else _g("Lengthen")
        found.append(Move(label, "vetting_accreditation_accredit", is_main=True))
    if ACCREDITATION.allows(state, AccreditationEvent.OBSERVE_AGAIN):
        found.append(Move(_g("Have another session observed"), "vetting_accreditation_again"))
    if ACCREDITATION.allows(state, AccreditationEvent.WITHDRAW):
        found.append(Move(_g("Withdraw"), "vetting_accreditation_withdraw", is_grave=True))
    return found


def may_accredit_now(accreditation: Accreditation) -> bool:
    """After the first observation, and again near its end after another."""
    if accreditation.state == AccreditationState.ACCREDITED:
        return ends_soon(accreditation) and has_new_observation(accreditation)
    return accreditation.state == AccreditationState.OBSERVED


def why_not(accreditation: Accreditation, user: Any) -> str:
    """Where it is an officer's move and not this officer's."""
    if not may_accredit_now(accreditation):
        return ""
    if not can_handle(user, accreditation):
        return _g("You may read this. An officer of the authority without a part in this adult's doings accredits.")
    if not can_accredit(user, accreditation):
        return _g("You had a part in the induction or the observation, so another officer accredits.")
    return ""


def next_step(accreditation: Accreditation) -> str:
    match accreditation.state:
        case AccreditationState.BEGUN if accreditation.declared_at:
            return _g("Their side says that the induction is done. Confirm it if you know that it was.")
        case AccreditationState.BEGUN:
            return _g("The induction comes first: half an hour, given by an officer or declared by them and confirmed by one.")
        case AccreditationState.INDUCTED:
            return _g("The next session with school staff in the room is observed: the school is asked two questions by itself.")
        case AccreditationState.OBSERVED:
            return _g("A school has answered. Read it below, then accredit, or have another session observed.")
        case AccreditationState.ACCREDITED if ends_soon(accreditation):
            return _g("It ends soon. After another observed session it can be lengthened.")
    return ""
