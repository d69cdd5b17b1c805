"""What is taken out of the audit log leaves a line in it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.services import audit
from vetting.exceptions import NotAllowedError
from vetting.models import VettingAuthority
from vetting.policies.holds import can_oversee


@transaction.atomic
def record_log_taken(*, by: User, authority: VettingAuthority, kind: str, rows: int, what: str) -> None:
    """The log, or the list of decisions, was taken away as csv or xlsx. Call it before anything is handed over."""
    if not can_oversee(by, authority):
        raise NotAllowedError(_("Only a lead, an administrator or an auditor of %(name)s can take this.") % {"name": authority.name})
    audit.record("export.audit", authority, by=by, acting_for=authority.name, reason=what, details={"kind": kind, "rows": rows})
