"""Two records of one human became one: so did their ways to being accredited."""

from core import clock
from core.services import audit
from vetting.models import Accreditation
from vetting.services.accreditation.observations import close_open
from vetting.states import ACCREDITATION, LIVE_ACCREDITATIONS, AccreditationEvent


def merge_accreditations(*, keep_id: int, gone_id: int) -> None:
    """Called in the transaction of the merge. Of two with one authority the one that is farther stays."""
    rows = Accreditation.objects.live().select_for_update(of=("self",)).select_related("authority")
    kept = {one.authority_id: one for one in rows.filter(person=keep_id).order_by("pk")}
    for gone in rows.filter(person=gone_id).order_by("pk"):
        twin = kept.get(gone.authority_id)
        if twin is not None:
            _end(min(twin, gone, key=lambda one: LIVE_ACCREDITATIONS.index(one.state)))
    Accreditation.objects.filter(person=gone_id).update(person=keep_id)


def _end(accreditation: Accreditation) -> None:
    ACCREDITATION.fire(accreditation, AccreditationEvent.WITHDRAW, ended_at=clock.now())
    close_open(accreditation)
    audit.record("accreditation.withdraw", accreditation, by=None, acting_for=accreditation.authority.name, reason="merged")
