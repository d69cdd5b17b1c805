"""Taking in a register: what may never be kept is dropped here, before a line is stored."""

from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from imports.enums import Source
from imports.exceptions import BatchError
from imports.models import Batch, Row
from imports.policies import can_bring_register
from imports.rules.not_kept import why_not_kept, without
from imports.rules.tables import Table
from imports.states import BATCH, BatchEvent, BatchState
from vetting.exceptions import NotAllowedError
from vetting.models import VettingAuthority

MOST_OPEN = 10  # imports of one authority that wait for somebody


@transaction.atomic
def bring_register(*, by: User, authority: VettingAuthority, table: Table, source: str, name: str = "") -> Batch:
    """Keep the lines of a table until they are imported, at most thirty days. Raises NotAllowedError, BatchError."""
    refuse_others(by, authority)
    VettingAuthority.objects.select_for_update(no_key=True).get(pk=authority.pk)
    if Batch.objects.filter(authority=authority, state__in=[BatchState.MAPPING, BatchState.PREVIEW]).count() >= MOST_OPEN:
        raise BatchError(_("Ten imports are waiting already. Import them or throw them away before you bring another."))
    not_kept = why_not_kept(table)
    batch = Batch.objects.create(
        authority=authority,
        source=source,
        name=PurePath(name.replace("\\", "/")).name[:120] or str(Source(source).label),
        headings=list(table.headings),
        not_kept={str(at): what for at, what in not_kept.items()},
        notes=list(table.notes),
        brought_by=by,
        brought_at=clock.now(),
    )
    Row.objects.bulk_create(Row(batch=batch, line=line.number, cells=list(line.cells)) for line in without(table.lines, not_kept))
    details = {"lines": len(table.lines), "columns": len(table.headings)}
    audit.record("import.bring", batch, by=by, acting_for=authority.name, details=details)
    return batch


@transaction.atomic
def discard_batch(*, by: User, batch: Batch) -> None:
    """Throw away what was brought and not imported, its lines at once."""
    refuse_others(by, batch.authority)
    BATCH.fire(batch, BatchEvent.DISCARD, closed_at=clock.now())
    batch.rows.all().delete()
    audit.record("import.discard", batch, by=by, acting_for=batch.authority.name)


def refuse_others(by: User, authority: VettingAuthority) -> None:
    if not can_bring_register(by, authority):
        raise NotAllowedError(_("Only a vetting lead of %(authority)s can do this.") % {"authority": authority.name})
