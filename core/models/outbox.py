"""The transactional outbox: what must be said is written with the change that it tells of, and decided when it is sent."""

from django.db import models
from django.db.models import Q

from core.outbox_states import OutboxState


class OutboxMessage(models.Model):
    """One message to one recipient about one event. `payload` holds ids only: the text is decided from live state when it is due."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)  # event, recipient and kind: the same thing is said once
    recipient = models.EmailField()
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=OutboxState.choices, default=OutboxState.PENDING)
    message_id = models.CharField(max_length=120, unique=True)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    subject = models.CharField(max_length=200, blank=True)  # what was sent, for the record
    body_text = models.TextField(blank=True)  # kept only where settings.OUTBOX_KEEPS_BODIES is on: the demo's mail page
    body_html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)  # names only

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(state="pending"), name="core_outbox_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["pending", "sending"], finished_at__isnull=True)
                | Q(state__in=["sent", "dropped", "dead", "unsure"], finished_at__isnull=False),
                name="core_outbox_finished_when_final",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
