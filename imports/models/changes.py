"""What an import made or changed, so that it can be taken back."""

from django.db import models
from django.db.models import Q

from imports.enums import Thing
from imports.models.batches import Batch


class Change(models.Model):
    """`before` is null for what was made; both hold the values of the fields that the import wrote."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="changes")
    line = models.PositiveIntegerField()
    thing = models.CharField(max_length=8, choices=Thing.choices)
    object_id = models.BigIntegerField()  # plain, since it outlives what it points to
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    kept_because = models.CharField(max_length=300, blank=True)  # why it could not be undone

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["thing", "object_id"], name="imports_change_object")]
        constraints = [
            models.UniqueConstraint(fields=["thing", "object_id"], condition=Q(before__isnull=True), name="imports_change_made_once")
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.object_id} in {self.batch}"
