"""Who may know of a panel on adverse information: leads of the authority who are not close to it. And whom one keeps from clearing."""

from django.utils.translation import gettext as _

from directory.models import Person
from vetting.enums import OfficerRole
from vetting.models import AdversePanel, Case
from vetting.policies.roles import Visitor, has_interest_in, holds
from vetting.states.panels import PanelState


def may_know_of_panels(user: Visitor, case: Case) -> bool:
    """Whether the case page says anything of panels to the user."""
    return holds(user, case.authority, OfficerRole.LEAD) and not has_interest_in(user, case.provider)


def can_require_panel(user: Visitor, case: Case, person: Person) -> bool:
    return may_know_of_panels(user, case) and not has_interest_in(user, person)


def can_see_panel(user: Visitor, panel: AdversePanel) -> bool:
    """Records it and takes it back too. The list form is AdversePanel.objects.visible_to."""
    return can_require_panel(user, panel.case, panel.person)


def why_not_recommend_clearing(user: Visitor, case: Case) -> str:
    """In a sentence; empty where no panel keeps anybody from it. Who may not know of the panel doesn't read that there is one."""
    keeping = [panel for panel in AdversePanel.objects.over(case) if panel.keeps_from_clearing]
    return _in_words(user, keeping[0]) if keeping else ""


def why_not_clear(user: Visitor, case: Case) -> str:
    """As why_not_recommend_clearing; and where a panel set conditions, somebody decides who may read them."""
    standing = AdversePanel.objects.over(case)
    keeping = [panel for panel in standing if panel.keeps_from_clearing]
    if keeping:
        return _in_words(user, keeping[0])
    unread = any(panel.conditions and not can_see_panel(user, panel) for panel in standing)
    return _ask_a_lead() if unread else ""


def _in_words(user: Visitor, panel: AdversePanel) -> str:
    if not can_see_panel(user, panel):
        return _ask_a_lead()
    if panel.state == PanelState.REQUIRED:
        return _("A panel about %(name)s is to be held first. Record it once it has been, or take it back.") % {"name": panel.person.name}
    words = _("The panel about %(name)s found: not suitable. Recommend to decline, or have another panel held.")
    return words % {"name": panel.person.name}


def _ask_a_lead() -> str:
    """The same whatever the reason."""
    return _("A lead has to look at this case first. Ask one of your leads.")
