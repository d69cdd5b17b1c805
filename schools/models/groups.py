from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from schools.enums import YearGroup
from schools.models.registers import School


class PupilGroup(models.Model):
    """A group as the school calls it. Counts only: no pupil has a row, a name or a code here."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="groups")
    label = models.CharField(max_length=40)
    years = ArrayField(models.SmallIntegerField(choices=YearGroup.choices))
    size = models.PositiveSmallIntegerField()
    access_needs = models.JSONField(default=dict, blank=True)  # {adjustment code: how many pupils}
    is_archived = models.BooleanField(default=False)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["school", "label"], condition=Q(is_archived=False), name="schools_pupilgroup_label"),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=400), name="schools_pupilgroup_size"),
        ]

    def __str__(self) -> str:
        return self.label
