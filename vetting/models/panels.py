"""A panel of at least two who look at adverse information about an adult. What that is stands nowhere: days, a number and codes alone."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from directory.models import Person
from vetting.enums import OfficerRole
from vetting.enums.panels import PanelCondition, PanelOutcome
from vetting.models.authorities import Officer, VettingAuthority
from vetting.models.cases import Case
from vetting.models.conflicts import people_too_close_to, too_close_to
from vetting.states.panels import PanelState

LEAST_MEMBERS = 2
NOTHING_KNOWN = Q(required_by__isnull=True, required_on__isnull=True, held_on__isnull=True, members__isnull=True)
ASKED_FOR = Q(required_by__isnull=False, required_on__isnull=False)
SAT = Q(held_on__isnull=False, members__isnull=False)


class AdversePanelQuerySet(models.QuerySet["AdversePanel"]):
    def visible_to(self, user: Any) -> "AdversePanelQuerySet":
        """For leads of the authority, never for one who is close to the provider or the adult. That a panel sits is itself a hint."""
        close = Q(case__provider__in=too_close_to(user)) | Q(person__in=people_too_close_to(user))
        parts = Officer.objects.held_by(user).filter(role=OfficerRole.LEAD)
        return self.filter(authority__in=parts.values("authority")).exclude(close)

    def over(self, case: Case) -> "list[AdversePanel]":
        """What stands about the adults of a case in its authority: of each, one that is still to be held, else the last that was."""
        about = self.filter(authority=case.authority_id, person__in=case.version.people.all()).exclude(state=PanelState.TAKEN_BACK)
        standing: dict[int, AdversePanel] = {}
        for panel in about.select_related("person").order_by("pk"):
            earlier = standing.get(panel.person_id)
            if earlier is None or earlier.state == PanelState.HELD:
                standing[panel.person_id] = panel
        return list(standing.values())


class AdversePanel(models.Model):
    """Required by a lead on a case, then held or taken back. Retention reduces it to outcome and conditions.

    The database lets nobody edit what was held, nor clear a case that a panel keeps from it, however a row is saved (a migration).
    """

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="adverse_panels")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="adverse_panels")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="adverse_panels")
    state = models.CharField(max_length=10, choices=PanelState.choices, default=PanelState.REQUIRED)
    required_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    required_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    members = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=15, choices=PanelOutcome.choices, blank=True)
    conditions = ArrayField(models.CharField(max_length=13, choices=PanelCondition.choices), default=list, blank=True)

    objects = AdversePanelQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "person"], condition=Q(state="required"), name="vetting_panel_one_to_be_held"),
            models.CheckConstraint(
                condition=Q(state="held", outcome__in=PanelOutcome.values) & (ASKED_FOR & SAT | NOTHING_KNOWN)
                | ~Q(state="held") & Q(outcome="", held_on__isnull=True, members__isnull=True) & ASKED_FOR,
                name="vetting_panel_whole",
            ),
            models.CheckConstraint(condition=Q(members__isnull=True) | Q(members__gte=LEAST_MEMBERS), name="vetting_panel_two_at_least"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(held_on__gte=F("required_on")), name="vetting_panel_held_once_required"
            ),
            models.CheckConstraint(
                condition=Q(outcome="with_conditions", conditions__len__gte=1) | ~Q(outcome="with_conditions") & Q(conditions__len=0),
                name="vetting_panel_conditions_fit",
            ),
            models.CheckConstraint(condition=Q(conditions__contained_by=PanelCondition.values), name="vetting_panel_codes_alone"),
        ]

    def __str__(self) -> str:
        return f"panel {self.pk}"

    @property
    def keeps_from_clearing(self) -> bool:
        return self.state == PanelState.REQUIRED or self.outcome == PanelOutcome.UNSUITABLE

    @property
    def condition_labels(self) -> list[str]:
        return [str(PanelCondition(code).label) for code in self.conditions]
