"""Writing to the audit log."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction

from core import clock
from core.models import AuditEvent

Actor = AbstractBaseUser | AnonymousUser | None  # None: the system itself


def record(
    action: str,
    obj: models.Model,
    *,
    by: Actor,
    role: str = "",
    acting_for: str = "",
    changed: Iterable[str] = (),
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event in the caller's transaction. `action` is noun.verb; `details` holds ids and codes, never personal values."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event is written in the transaction of what it records.")
    return AuditEvent.objects.create(
        at=clock.now(),
        actor_id=by.pk if by is not None else None,
        actor_role=role,
        acting_for=acting_for,
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        changed_fields=sorted(changed),
        reason_code=reason,
        details=dict(details or {}),
    )
