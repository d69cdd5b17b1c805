"""Walking the audit chain by itself, and keeping what came out, so that people read it without walking it again."""

import logging

from django.db import transaction

from core import clock
from core.models import AuditVerification
from core.queries.audit import chain_report

logger = logging.getLogger(__name__)
KEPT = 400  # of the last runs, a year and more of nights


@transaction.atomic
def verify_audit() -> AuditVerification:
    """Walk the whole chain and store the result. A break is logged as an error, and stands on the health page until a walk finds none."""
    report = chain_report()
    found = AuditVerification.objects.create(
        at=clock.now(),
        sealed=report.sealed,
        waiting=report.waiting,
        removed=report.removed,
        head=report.head,
        broken_at=report.broken.event_id if report.broken else None,
        why=report.broken.why[:200] if report.broken else "",
    )
    if report.broken:
        logger.error("The audit chain breaks at event %s: %s", report.broken.event_id, report.broken.why)
    AuditVerification.objects.filter(pk__in=AuditVerification.objects.values("pk")[KEPT:]).delete()
    return found
