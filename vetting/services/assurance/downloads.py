"""What leaves the site about people leaves a trace."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.services import audit
from schools.models import School
from vetting.exceptions import NotAllowedError
from vetting.models import AssuranceStatement
from vetting.policies.assurance import can_read_assurance


@transaction.atomic
def record_visitors_taken(*, by: User, school: School, kind: str, rows: int) -> None:
    """The record of visitors was taken away, as csv or xlsx. Call it before anything is handed over."""
    _need_record_keeper(by, school)
    audit.record("export.scr", school, by=by, acting_for=school.name, details={"kind": kind, "rows": rows})


@transaction.atomic
def record_letter_read(*, by: User, school: School, statement: AssuranceStatement, taken: bool) -> None:
    """A letter of assurance was opened, or taken away."""
    _need_record_keeper(by, school)
    audit.record("letter.take" if taken else "letter.read", statement, by=by, acting_for=school.name)


def _need_record_keeper(by: User, school: School) -> None:
    if not can_read_assurance(by, school):
        raise NotAllowedError(
            _("Only the safeguarding lead, an administrator or an approver of the school can read this. Ask one of them.")
        )
