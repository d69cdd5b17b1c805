"""Taking back one thing that an import made or changed, unless somebody has touched it since."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.exceptions import DomainError
from directory.exceptions import StillNeededError
from directory.models import Offer, Person, Provider
from directory.services.providers import edit_provider
from directory.services.registered import is_claimed, remove_unclaimed_offer, remove_unclaimed_person, remove_unclaimed_provider
from directory.states import VersionState
from imports.enums import Thing
from imports.models import Batch, Change
from vetting.models import Check
from vetting.services.checks.imported import take_back_imported_check


def undo_change(batch: Batch, change: Change) -> None:
    """Either it is undone, or it stays and the change says why."""
    assert batch.undone_by is not None  # noqa: S101  # set by the step that begins the undoing
    try:
        with transaction.atomic():
            UNDO[Thing(change.thing)](change, batch.undone_by)
    except DomainError as refusal:
        change.kept_because = str(refusal.message)[:300]
    else:
        change.undone_at = clock.now()
    change.before = change.before and dict.fromkeys(change.before, "")  # the old values are not needed any more
    change.save(update_fields=["kept_because", "undone_at", "before"])


def _undo_check(change: Change, by: User) -> None:
    check = Check.objects.filter(pk=change.object_id).first()
    if check is not None:
        take_back_imported_check(by=by, check=check)


def _undo_offer(change: Change, by: User) -> None:
    offer = Offer.objects.select_related("provider").filter(pk=change.object_id).first()
    if offer is None:
        return
    version = offer.versions.exclude(state=VersionState.DISCARDED).get()
    if (version.title, version.summary) != (change.after["title"], change.after["summary"]) or version.answered:
        raise StillNeededError(_("Somebody has written in it since."))
    remove_unclaimed_offer(by=by, offer=offer)


def _undo_person(change: Change, by: User) -> None:
    person = Person.objects.filter(pk=change.object_id).first()
    if person is None:
        return
    _refuse_changed(person, change)
    remove_unclaimed_person(by=by, person=person)


def _undo_provider(change: Change, by: User) -> None:
    provider = Provider.objects.filter(pk=change.object_id).first()
    if provider is None:
        return
    if is_claimed(provider):
        raise StillNeededError(_("The provider has claimed its profile: it is theirs now."))
    later = Change.objects.filter(thing=Thing.PROVIDER, object_id=provider.pk, undone_at=None, pk__gt=change.pk).exclude(
        batch=change.batch_id
    )
    if later.exists():
        raise StillNeededError(_("A later import changed it. Undo that one first."))
    _refuse_changed(provider, change)
    if change.before is None:
        remove_unclaimed_provider(by=by, provider=provider)
    else:
        edit_provider(by=by, provider=provider, **change.before)


def _refuse_changed(row: Person | Provider, change: Change) -> None:
    if any(getattr(row, name) != value for name, value in change.after.items()):
        raise StillNeededError(_("It has been changed since."))


UNDO = {Thing.CHECK: _undo_check, Thing.OFFER: _undo_offer, Thing.PERSON: _undo_person, Thing.PROVIDER: _undo_provider}
