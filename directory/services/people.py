"""The people who meet pupils. One human is one Person, whoever they teach for."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.services import audit
from directory import signals
from directory.exceptions import MergeRefusedError, StillNeededError
from directory.models import AvailabilityException, AvailabilityWindow, Claim, OfferVersion, Person, Provider, ProviderPerson
from directory.services.diary import lock_diaries
from directory.services.providers import tell_offers
from directory.states import OfferState, VersionState

PERSON_FIELDS = frozenset({"name", "public_name"})


@transaction.atomic
def add_person(
    *, by: audit.Actor, provider: Provider, name: str, public_name: str, engagement: str, user: User | None = None, **fields: Any
) -> ProviderPerson:
    """Somebody who teaches for the provider. `fields` are of ProviderPerson.

    With `user`, who may be known as a person already, that person is linked. The same name twice in one provider is one person: the form
    was sent twice.
    """
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    known = Person.objects.filter(user=user, merged_into=None).first() if user else None
    same: dict[str, Any] = {"person": known} if known else {"person__name__iexact": name}
    twin = provider.provider_people.filter(left_on__isnull=True, **same).first()
    if twin:
        return edit_person(by=by, link=twin, name=name, public_name=public_name, engagement=engagement, **fields)
    person = known or Person.objects.create(name=name, public_name=public_name, user=user, created_at=clock.now())
    link = ProviderPerson.objects.create(provider=provider, person=person, engagement=engagement, **fields)
    audit.record("person.add", person, by=by, acting_for=provider.slug)
    return link


@transaction.atomic
def edit_person(*, by: audit.Actor, link: ProviderPerson, **fields: Any) -> ProviderPerson:
    """Change a person, or their part in the provider. `fields` are of Person or ProviderPerson."""
    of_person = {name: value for name, value in fields.items() if name in PERSON_FIELDS}
    of_link = {name: value for name, value in fields.items() if name not in PERSON_FIELDS}
    for row, changes in ((link.person, of_person), (link, of_link)):
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=changes)
    audit.record("person.edit", link.person, by=by, acting_for=link.provider.slug, changed=fields)
    tell_offers(link.provider)
    return link


@transaction.atomic
def remove_person(*, by: audit.Actor, link: ProviderPerson) -> None:
    """End somebody's part in a provider from today; they leave its drafts. Raises StillNeededError while they lead what is listed."""
    provider = Provider.objects.select_for_update(no_key=True).get(pk=link.provider_id)
    versions = OfferVersion.objects.filter(offer__provider=provider, people=link.person)
    needed = versions.filter(state=VersionState.IN_REVIEW) | versions.filter(state=VersionState.APPROVED, offer__state=OfferState.LISTED)
    leads = needed.order_by("title").first()
    if leads:
        raise StillNeededError(
            _("%(person)s leads “%(offer)s”. Change who leads it, or pause it, first.")
            % {"person": link.person.short_name, "offer": leads.title}
        )
    for draft in versions.filter(state=VersionState.DRAFT):
        draft.people.remove(link.person)
    ProviderPerson.objects.filter(pk=link.pk, left_on__isnull=True).update(left_on=clock.today(), is_safeguarding_lead=False)
    audit.record("person.remove", link.person, by=by, acting_for=provider.slug)


@transaction.atomic
def merge_people(*, by: audit.Actor, keep: Person, gone: Person) -> Person:
    """Two records turned out to be one human: `keep` takes over everything of the directory's, and `gone` points to it for ever.

    Signals people_merged in the transaction, so that the other apps move what they hold. Raises MergeRefusedError when both are accounts
    of different users, or are booked at the same time: then they are two people, or one of the bookings is wrong.
    """
    lock_diaries([keep.pk, gone.pk])
    keep, gone = Person.objects.get(pk=keep.pk), Person.objects.get(pk=gone.pk)
    _refuse_merge(keep, gone)
    _move_links(keep, gone)
    for version in gone.offer_versions.all():
        version.people.add(keep)
        version.people.remove(gone)
    for model in (AvailabilityWindow, AvailabilityException, Claim):
        _move_diary(model, keep, gone)
    user = keep.user or gone.user
    Person.objects.filter(pk=gone.pk).update(merged_into=keep, user=None)
    Person.objects.filter(pk=keep.pk).update(user=user)
    Person.objects.filter(merged_into=gone).update(merged_into=keep)
    audit.record("person.merge", keep, by=by, details={"gone": gone.pk})
    signals.people_merged.send(sender=Person, keep_id=keep.pk, gone_id=gone.pk)
    signals.diary_changed.send(sender=Person, person_id=keep.pk, space_id=None)
    keep.refresh_from_db()
    return keep


def _refuse_merge(keep: Person, gone: Person) -> None:
    if keep == gone or keep.merged_into_id or gone.merged_into_id:
        raise MergeRefusedError(_("One of the two has been merged already. Look them up again."))
    if keep.user_id and gone.user_id:
        raise MergeRefusedError(_("Each of the two signs in with an account of their own. Close one account first."))
    held = list(Claim.objects.filter(person=gone, live=True))
    for claim in held:
        if Claim.objects.filter(person=keep, live=True, during__overlap=claim.during).exclude(occasion=claim.occasion).exists():
            raise MergeRefusedError(_("Both are booked at the same time on some day to come. Cancel one of those bookings first."))


def _move_links(keep: Person, gone: Person) -> None:
    """Where both teach for one provider now, the gone one's part ends today."""
    providers_of_keep = keep.provider_links.filter(left_on__isnull=True).values("provider")
    gone.provider_links.filter(left_on__isnull=True, provider__in=providers_of_keep).update(left_on=clock.today())
    gone.provider_links.update(person=keep)


def _move_diary(model: type[AvailabilityWindow | AvailabilityException | Claim], keep: Person, gone: Person) -> None:
    """Weekly times are kept from one of the two: open hours that were merely added up would promise what nobody said."""
    if model is AvailabilityWindow and keep.windows.exists():
        gone.windows.all().delete()
    model._default_manager.filter(person=gone).update(person=keep)
