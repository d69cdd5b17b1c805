"""What Junction knows already of the providers that lines name: by e-mail address, else by name and postcode."""

import collections
import dataclasses
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from directory.models import Offer, Person, Provider, ProviderMember, ProviderPerson
from directory.states import OfferState, VersionState
from imports.enums import Thing
from imports.models import Change
from imports.rules.headings import plain
from imports.rules.lines import Entry
from vetting.models import Check, VettingAuthority
from vetting.states import CheckState

SPOKEN = (VersionState.DRAFT, VersionState.IN_REVIEW, VersionState.APPROVED)


class AmbiguousError(Exception):
    """Several providers fit. `message` is for people."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclasses.dataclass(frozen=True)
class Found:
    """A provider that a line names. `is_ours`: this authority brought it, and nobody has claimed it."""

    provider: Provider
    is_ours: bool


class Known:
    """Everything about the providers of these entries, in a number of queries that does not grow with them."""

    def __init__(self, entries: Collection[Entry], authority: VettingAuthority) -> None:
        self.authority = authority
        self.by_email: dict[str, list[Provider]] = collections.defaultdict(list)
        self.by_place: dict[tuple[str, str], list[Provider]] = collections.defaultdict(list)
        emails = {entry.email for entry in entries}
        providers = {provider.pk: provider for provider in self._providers(entries, emails)}
        self._sort(providers, emails)
        self.claimed = set(ProviderMember.objects.filter(provider__in=providers).values_list("provider", flat=True))
        self.ours = self._brought(providers)
        self.people = self._people(providers)
        self.offers = self._offers(providers)
        self.checks = self._checks(providers)

    def _providers(self, entries: Collection[Entry], emails: set[str]) -> QuerySet[Provider]:
        postcodes = {postcode for entry in entries if (postcode := entry.name_and_postcode[1])}
        written = Provider.objects.annotate(address=Lower("contact_email"))
        member = Q(members__user__email__in=emails, members__left_at=None)
        return written.filter(Q(address__in=emails) | Q(postcode__in=postcodes) | member).distinct().order_by("pk")

    def _sort(self, providers: dict[int, Provider], emails: set[str]) -> None:
        for provider in providers.values():
            self.by_email[provider.contact_email.lower()].append(provider)
            if provider.postcode:
                self.by_place[plain(provider.name), provider.postcode].append(provider)
        members = ProviderMember.objects.filter(provider__in=providers, left_at=None, user__email__in=emails).select_related("user")
        for member in members.order_by("pk"):
            known = self.by_email[member.user.email.lower()]
            if providers[member.provider_id] not in known:
                known.append(providers[member.provider_id])

    def _brought(self, providers: Iterable[int]) -> set[int]:
        made = Change.objects.filter(thing=Thing.PROVIDER, object_id__in=list(providers), before__isnull=True, undone_at=None)
        return set(made.filter(batch__authority=self.authority).values_list("object_id", flat=True))

    def _people(self, providers: Iterable[int]) -> dict[tuple[int, str], Person]:
        links = ProviderPerson.objects.filter(provider__in=list(providers), left_on=None).select_related("person").order_by("-pk")
        return {(link.provider_id, plain(link.person.name)): link.person for link in links}

    def _offers(self, providers: Iterable[int]) -> dict[tuple[int, str], Offer]:
        offers = Offer.objects.filter(provider__in=list(providers), versions__state__in=SPOKEN).exclude(state=OfferState.ARCHIVED)
        titled = offers.values_list("pk", "versions__title")
        by_pk = offers.in_bulk()
        return {(by_pk[pk].provider_id, plain(title)): by_pk[pk] for pk, title in titled}

    def _checks(self, providers: Iterable[int]) -> dict[tuple[str, int, str], list[Check]]:
        """By what they are of (person or organisation), its number, and the code."""
        people = {person.pk for person in self.people.values()}
        rows = Check.objects.filter(Q(provider__in=list(providers)) | Q(person__in=people), authority=self.authority)
        found: dict[tuple[str, int, str], list[Check]] = collections.defaultdict(list)
        for check in rows.filter(state__in=[CheckState.RECORDED, CheckState.VERIFIED]):
            key = ("person", check.person_id) if check.person_id else ("organisation", check.provider_id or 0)
            found[*key, check.check_type].append(check)
        return found

    def find(self, entry: Entry) -> Found | None:
        """Raises AmbiguousError where several fit and none by name."""
        name, postcode = entry.name_and_postcode
        fitting = self.by_email.get(entry.email) or (self.by_place.get((name, postcode), []) if postcode else [])
        if len(fitting) > 1:
            fitting = [one for one in fitting if plain(one.name) == name]
            if len(fitting) != 1:
                raise AmbiguousError(
                    _("Several providers on Junction have this address. Give the one of this line another, or its exact name.")
                )
        if not fitting:
            return None
        provider = fitting[0]
        return Found(provider, provider.pk in self.ours and provider.pk not in self.claimed and not provider.is_closed)
