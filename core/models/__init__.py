from core.models.audit import AuditCheckpoint, AuditEvent, AuditSeal
from core.models.outbox import OutboxMessage
from core.models.periodic import PeriodicRun
from core.models.postcodes import PostcodePoint

__all__ = ["AuditCheckpoint", "AuditEvent", "AuditSeal", "OutboxMessage", "PeriodicRun", "PostcodePoint"]
