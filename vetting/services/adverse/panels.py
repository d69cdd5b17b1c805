"""Requiring a panel on adverse information, taking that back, and writing down what the panel answered: days, a number and codes."""

import dataclasses
import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Person
from vetting.enums.panels import PanelCondition, PanelOutcome
from vetting.exceptions import NotAllowedError, PanelError
from vetting.models import AdversePanel, Case
from vetting.models.panels import LEAST_MEMBERS
from vetting.policies.panels import can_require_panel, can_see_panel
from vetting.states import CLOSED_CASES
from vetting.states.panels import PANEL, PanelEvent, PanelState


@dataclasses.dataclass(frozen=True)
class Held:
    """What a panel answered. `conditions` go with the outcome that names them."""

    held_on: datetime.date
    members: int
    outcome: str
    conditions: Collection[str] = ()


@transaction.atomic
def require_panel(*, by: User, case: Case, person: Person) -> AdversePanel:
    """From now on nobody recommends or decides to clear a case with this adult, here, until the panel has been held.

    Holds every open case that this is about, so that none is cleared beside it. Raises PanelError where the case is closed or a panel
    about the adult is to be held already.
    """
    locked = _lock_cases(case, person)
    if not can_require_panel(by, locked, person):
        raise NotAllowedError(_("A vetting lead who has no part in this provider does this. Ask one."))
    if not locked.version.people.filter(pk=person.pk).exists():
        raise PanelError(_("This adult is not in this case. Go back to the case and choose one who is."))
    if locked.state in CLOSED_CASES:
        raise PanelError(_("This case is closed. If the adult should not be booked meanwhile, suspend the clearance."))
    if AdversePanel.objects.filter(authority=locked.authority, person=person, state=PanelState.REQUIRED).exists():
        raise PanelError(_("A panel about this adult is to be held already. Record it once it has been, or take it back."))
    panel = AdversePanel.objects.create(authority=locked.authority, case=locked, person=person, required_by=by, required_on=clock.today())
    return _recorded("panel.require", panel, by)


@transaction.atomic
def take_back_panel(*, by: User, panel: AdversePanel) -> AdversePanel:
    """It is not needed after all."""
    locked = _lock(by, panel)
    PANEL.fire(locked, PanelEvent.TAKE_BACK)
    return _recorded("panel.take_back", locked, by)


@transaction.atomic
def record_panel(*, by: User, panel: AdversePanel, held: Held) -> AdversePanel:
    """What the panel answered, for good. Raises PanelError, with the field, for what can't be."""
    locked = _lock(by, panel)
    PANEL.target(locked.state, PanelEvent.RECORD)
    _refuse_wrong(locked, held)
    conditions = [code for code in PanelCondition.values if code in held.conditions]
    changes = {"held_on": held.held_on, "members": held.members, "outcome": PanelOutcome(held.outcome), "conditions": conditions}
    PANEL.fire(locked, PanelEvent.RECORD, **changes)
    return _recorded("panel.record", locked, by)


@transaction.atomic
def record_looking(*, by: User, panel: AdversePanel) -> None:
    """Opening one leaves a trace."""
    _recorded("panel.read", panel, by)


def _refuse_wrong(panel: AdversePanel, held: Held) -> None:
    if held.held_on > clock.today():
        raise PanelError(_("This day lies ahead. Hold the panel first, then write down when it was."), field="held_on")
    if panel.required_on is not None and held.held_on < panel.required_on:
        raise PanelError(_("This is before the panel was required. Give the day on which it was held."), field="held_on")
    if held.members < LEAST_MEMBERS:
        raise PanelError(_("A panel has two members at least. Give their number."), field="members")
    if held.outcome == PanelOutcome.WITH_CONDITIONS and not held.conditions:
        raise PanelError(_("Choose the conditions, one at least, or another outcome."), field="conditions")
    if held.outcome != PanelOutcome.WITH_CONDITIONS and held.conditions:
        raise PanelError(
            _("Conditions go with “suitable, with conditions” alone. Choose that outcome, or no condition."), field="conditions"
        )


def _lock_cases(case: Case, person: Person) -> Case:
    """The case as it stands now, held with every other open one of the adult in this authority, in one order."""
    open_here = Q(pk__in=Case.objects.still_open().filter(authority=case.authority_id, version__people=person).values("pk"))
    rows = Case.objects.select_for_update(of=("self",)).select_related("authority", "provider", "version")
    return {row.pk: row for row in rows.filter(open_here | Q(pk=case.pk)).order_by("pk")}[case.pk]


def _lock(by: User, panel: AdversePanel) -> AdversePanel:
    related = ("authority", "case__authority", "case__provider", "person")
    locked = AdversePanel.objects.select_for_update(of=("self",)).select_related(*related).get(pk=panel.pk)
    if not can_see_panel(by, locked):
        raise NotAllowedError(_("A vetting lead who has no part in this provider does this. Ask one."))
    return locked


def _recorded(action: str, panel: AdversePanel, by: User) -> AdversePanel:
    """The log keeps that it was done, and nothing of what the panel answered."""
    audit.record(action, panel, by=by, acting_for=panel.authority.name)
    return panel
