"""The audit log: rows are added in the transaction of what they record, and never changed. A sealer chains them later,
so that writers don't queue behind one another."""

from django.db import models


class AuditEvent(models.Model):
    """Who did what to what. Names fields, never the values of sensitive ones."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)  # a plain id: the log outlives the user; null is the system
    actor_role = models.CharField(max_length=40, blank=True)
    acting_for = models.CharField(max_length=120, blank=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    changed_fields = models.JSONField(default=list, blank=True)
    reason_code = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="core_audit_object"),
            models.Index(fields=["actor_id", "at"], name="core_audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"


class AuditSeal(models.Model):
    """One link of the chain: the hash of an event and of the seal before it."""

    event_id = models.BigIntegerField(unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal of {self.event_id}"


class AuditCheckpoint(models.Model):
    """Where retention cut the chain: the last hash removed, signed, so that what remains still verifies."""

    up_to_event_id = models.BigIntegerField()
    last_hash = models.CharField(max_length=64)
    events_removed = models.PositiveIntegerField()
    signature = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint at {self.up_to_event_id}"


class AuditVerification(models.Model):
    """What came out when the chain was last walked."""

    at = models.DateTimeField()
    sealed = models.PositiveBigIntegerField()
    waiting = models.PositiveBigIntegerField()
    removed = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64, blank=True)
    broken_at = models.BigIntegerField(null=True, blank=True)  # the first event that is not as it was written
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"verification of {self.at:%Y-%m-%d %H:%M}"
