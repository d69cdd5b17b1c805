"""What becomes of cases as the years pass: first what was typed goes, then who was there, at last the row with its decision."""

from typing import Any

from vetting.models import AdversePanel, Case, CaseNote, Decision
from vetting.states.panels import PanelState


def forget_open_matters(keys: list[Any]) -> None:
    CaseNote.objects.filter(case__in=keys).delete()
    Case.objects.filter(pk__in=keys).update(question="", answer="")


def anonymise_applications(keys: list[Any]) -> None:
    """That there was one, of which kind, when, and what came of it stays; who handed it in and who worked on it goes."""
    Case.objects.filter(pk__in=keys).update(
        submitted_by=None,
        claimed_by=None,
        claimed_at=None,
        claim_seen_at=None,
        claim_worked_at=None,
        recommended_by=None,
        recommended_at=None,
    )


def delete_cases(keys: list[Any]) -> None:
    Decision.objects.filter(case__in=keys).delete()
    Case.objects.filter(pk__in=keys).delete()


def reduce_panels(keys: list[Any]) -> None:
    """Outcome and conditions stay; who asked for it, when it sat and with how many goes, and all of one that never sat."""
    AdversePanel.objects.filter(pk__in=keys).exclude(state=PanelState.HELD).delete()
    AdversePanel.objects.filter(pk__in=keys).update(required_by=None, required_on=None, held_on=None, members=None)
