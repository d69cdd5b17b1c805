"""What a school accepts and asks: lists of authorities, providers on them, and its own requirements."""

import dataclasses
import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from core import clock
from directory.models import Offer, Provider
from schools.models import School
from vetting.models import ReliancePolicy, VettingAuthority
from vetting.queries.assurance.acceptance import lists_of

PAGE_SIZE = 50


@dataclasses.dataclass(frozen=True)
class ListLine:
    """An authority, and until when the school accepts whom it assures; None where it doesn't."""

    authority: VettingAuthority
    policy: ReliancePolicy | None
    url: str

    @property
    def until(self) -> datetime.date | None:
        return self.policy.ends_on if self.policy else None


@dataclasses.dataclass(frozen=True)
class OnList:
    provider: Provider
    is_left_out: bool
    url: str


def list_lines(school: School) -> list[ListLine]:
    """The school's own authority first, then by name."""
    standing = {one.authority_id: one for one in lists_of(school, clock.today())}
    authorities = sorted(VettingAuthority.objects.all(), key=lambda one: (one.local_authority_id != school.authority_id, one.name))
    return [list_line(school, one, standing.get(one.pk)) for one in authorities]


def list_line(school: School, authority: VettingAuthority, policy: ReliancePolicy | None) -> ListLine:
    return ListLine(authority, policy, reverse("portal:assurance-list", args=[school.pk, authority.pk]))


def standing_list(school: School, authority: VettingAuthority) -> ReliancePolicy | None:
    return next((one for one in lists_of(school, clock.today()) if one.authority_id == authority.pk), None)


def on_list(school: School, line: ListLine, number: str | None) -> tuple[Page[Provider], list[OnList]]:
    """Whom the authority assures today, and who is left out, by name, a page at a time."""
    assured = Offer.objects.filter(assured_by=line.authority.name, assured_until__gte=clock.today()).values("provider")
    left_out = {provider.pk for provider in line.policy.left_out.all()} if line.policy else set()
    providers = Provider.objects.filter(Q(pk__in=assured) | Q(pk__in=left_out)).order_by("name", "pk")
    page = Paginator(providers, PAGE_SIZE).get_page(number)
    return page, [
        OnList(one, one.pk in left_out, reverse("portal:assurance-list-provider", args=[school.pk, line.authority.pk, one.slug]))
        for one in page
    ]
