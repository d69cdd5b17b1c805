"""Dates that an authority brings from its earlier register. They remind an officer what to look at, and clear nobody.

Such a row is recorded and never verified: the database refuses it. An officer looks at the evidence and records the check, which
takes the row's place; a second officer verifies that.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from vetting.enums import CheckSource, OfficerRole
from vetting.exceptions import CheckRefusedError, NotAllowedError
from vetting.models import Check, VettingAuthority
from vetting.policies.roles import CheckSubject, holds
from vetting.queries.clearances.evidence import SCOPE_FIELDS, subject_key
from vetting.queries.policies.content import content_of
from vetting.services.checks.recording import same_checks
from vetting.states import CHECK, CheckEvent, CheckState


@transaction.atomic
def note_imported_check(
    *,
    by: User,
    authority: VettingAuthority,
    check_type: str,
    subject: CheckSubject,
    performed_on: datetime.date,
    issued_on: datetime.date | None = None,
    expires_on: datetime.date | None = None,
) -> Check:
    """Keep what the earlier register says of a check: dates, and nothing else. It takes the place of what was imported before.

    Raises NotAllowedError for who is no lead of the authority, CheckRefusedError for a check that its policy does not know.
    """
    _refuse_others(by, authority)
    kind = content_of(authority.policy).by_code.get(check_type)
    if kind is None or kind.scope != subject_key(subject)[0]:
        raise CheckRefusedError(_("The authority's policy knows no such check of this. Choose one from the list."), field="check_type")
    for earlier in same_checks(authority, check_type, subject).filter(state=CheckState.RECORDED, source=CheckSource.IMPORT):
        CHECK.fire(earlier, CheckEvent.SUPERSEDE)
    check = Check.objects.create(
        check_type=check_type,
        authority=authority,
        source=CheckSource.IMPORT,
        performed_by=by,
        performed_on=performed_on,
        recorded_at=clock.now(),
        issued_on=issued_on,
        expires_on=expires_on,
        **{SCOPE_FIELDS[subject_key(subject)[0]]: subject.pk},
    )
    audit.record("check.import", check, by=by, acting_for=authority.name, details={"type": check_type})
    return check


@transaction.atomic
def take_back_imported_check(*, by: User, check: Check) -> None:
    """Delete an imported row that nobody has acted on. Raises CheckRefusedError once an officer has."""
    locked = Check.objects.select_for_update(of=("self",)).select_related("authority").get(pk=check.pk)
    _refuse_others(by, locked.authority)
    if locked.source != CheckSource.IMPORT or locked.state != CheckState.RECORDED:
        raise CheckRefusedError(_("An officer has dealt with this check since."))
    audit.record("check.take_back_import", locked, by=by, acting_for=locked.authority.name, details={"type": locked.check_type})
    locked.delete()


def _refuse_others(by: User, authority: VettingAuthority) -> None:
    if not holds(by, authority, OfficerRole.LEAD):
        raise NotAllowedError(_("Only a vetting lead of %(authority)s can do this.") % {"authority": authority.name})
