"""How an audit event is turned into a link of the chain, and a checkpoint signed. Changing anything here breaks every chain."""

import datetime
import hashlib
import json

from django.core.signing import BadSignature, Signer

from core.models import AuditCheckpoint, AuditEvent

CHAIN_LOCK = "audit.chain"
CUT_LOCK = "audit.cut"


def link_hash(previous: str, event: AuditEvent) -> str:
    """SHA-256, in hex, of the seal before and of the event in canonical JSON."""
    return hashlib.sha256(f"{previous}\n{canonical(event)}".encode()).hexdigest()


def canonical(event: AuditEvent) -> str:
    """The event as JSON in which nothing is left to choice: keys sorted, no spaces, ASCII only, the moment in UTC to the microsecond."""
    fields = {
        "id": event.pk,
        "at": event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "actor_id": event.actor_id,
        "actor_role": event.actor_role,
        "acting_for": event.acting_for,
        "action": event.action,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "changed_fields": event.changed_fields,
        "reason_code": event.reason_code,
        "details": event.details,
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def sign(checkpoint: AuditCheckpoint) -> str:
    """The site's signature over what the checkpoint says."""
    return _signer().signature(_statement(checkpoint))


def is_signed(checkpoint: AuditCheckpoint) -> bool:
    """Whether the signature is this site's, by its present SECRET_KEY or one of SECRET_KEY_FALLBACKS."""
    try:
        _signer().unsign(f"{_statement(checkpoint)}:{checkpoint.signature}")
    except BadSignature:
        return False
    return True


def _signer() -> Signer:
    return Signer(salt="core.audit.checkpoint")


def _statement(checkpoint: AuditCheckpoint) -> str:
    return f"{checkpoint.up_to_event_id}/{checkpoint.last_hash}/{checkpoint.events_removed}"
