"""What a case's pages say of panels, to leads who may know of them. To anybody else, nothing."""

import dataclasses
from typing import Any

from directory.models import Person
from vetting.models import AdversePanel, Case
from vetting.models.conflicts import people_too_close_to
from vetting.policies.panels import may_know_of_panels
from vetting.states import CLOSED_CASES
from vetting.states.panels import PanelState


@dataclasses.dataclass(frozen=True)
class AdultLine:
    """An adult of the case, with the panel that stands about them."""

    person: Person
    panel: AdversePanel | None
    may_require: bool


def adult_lines(case: Case, user: Any) -> tuple[AdultLine, ...]:
    if not may_know_of_panels(user, case):
        return ()
    standing = {panel.person_id: panel for panel in AdversePanel.objects.over(case)}
    is_open = case.state not in CLOSED_CASES
    adults = case.version.people.exclude(pk__in=people_too_close_to(user).values("pk")).order_by("name", "pk")
    return tuple(_line(person, standing.get(person.pk), is_open=is_open) for person in adults)


def _line(person: Person, panel: AdversePanel | None, *, is_open: bool) -> AdultLine:
    return AdultLine(person, panel, may_require=is_open and (panel is None or panel.state == PanelState.HELD))


def panels_with_conditions(case: Case, user: Any) -> list[AdversePanel]:
    """What who decides has to read first."""
    return [line.panel for line in adult_lines(case, user) if line.panel is not None and line.panel.conditions]
