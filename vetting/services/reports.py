"""Who read or took away which report leaves a trace."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.services import audit
from vetting.exceptions import NotAllowedError
from vetting.models import VettingAuthority
from vetting.policies.reports import can_read_report
from vetting.queries.reports.shape import Span


@transaction.atomic
def record_report(*, by: User, authority: VettingAuthority, report: str, span: Span, taken_as: str = "", outside: bool = False) -> None:
    """Call it before anything is shown. `taken_as` is csv or xlsx where it leaves the site; `outside`: without its small numbers.

    Raises NotAllowedError for who may not read it.
    """
    if not can_read_report(by, authority, report):
        raise NotAllowedError(_("This report is not for your part in the authority. Ask a vetting lead."))
    details = {"report": report, "since": span.since.isoformat(), "until": span.until.isoformat()}
    if taken_as:
        details |= {"kind": taken_as, "for": "others" if outside else "officers"}
    audit.record("export.report" if taken_as else "report.read", authority, by=by, acting_for=authority.name, details=details)
