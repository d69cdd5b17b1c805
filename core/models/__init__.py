from core.models.audit import AuditCheckpoint, AuditEvent, AuditSeal, AuditVerification
from core.models.outbox import OutboxMessage
from core.models.periodic import PeriodicRun
from core.models.postcodes import PostcodePoint
from core.models.retention import RetentionCount, RetentionRun

__all__ = [
    "AuditCheckpoint",
    "AuditEvent",
    "AuditSeal",
    "AuditVerification",
    "OutboxMessage",
    "PeriodicRun",
    "PostcodePoint",
    "RetentionCount",
    "RetentionRun",
]
