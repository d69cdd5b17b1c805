"""Registers on their way in. `brought` goes through the real services: read, mapped by its headings, judged."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from core import clock
from core.tokens import hash_token
from imports.enums import Source
from imports.models import Batch, Change, ClaimInvitation, RememberedHeading, Row
from imports.queries.suggesting import suggested
from imports.rules.reading import read_pasted
from imports.services.mapping import choose_columns
from imports.services.running import start_import, work_on_imports
from imports.services.uploads import bring_register
from tests.factories.accounts import UserFactory
from tests.factories.directory import ProviderFactory
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.enums import OfficerRole
from vetting.models import VettingAuthority

REGISTER = """\
Provider,Kind,Email,Postcode,Tutor,Role,Activity,DBS issue date,Insurance expiry
Plot to Plate,organisation,plot@example.org,NE23 6QW,Rosa Thorne,gardener,An allotment lunch,04/09/2025,31 Dec 2027
Plot to Plate,organisation,plot@example.org,NE23 6QW,Sam Reed,cook,Soup for thirty,,
Brass for All,organisation,brass@example.org,NE24 1AA,,,,,
"""


class BatchFactory(DjangoModelFactory):
    class Meta:
        model = Batch

    authority = factory.SubFactory(VettingAuthorityFactory)
    source = Source.FILE
    name = "register.csv"
    headings = factory.List(["Provider", "Email"])
    brought_by = factory.SubFactory(UserFactory)
    brought_at = factory.LazyFunction(clock.now)


class RowFactory(DjangoModelFactory):
    class Meta:
        model = Row

    batch = factory.SubFactory(BatchFactory)
    line = factory.Sequence(lambda number: number + 2)
    cells = factory.List(["Bread", "bread@example.org"])


class RememberedHeadingFactory(DjangoModelFactory):
    class Meta:
        model = RememberedHeading

    authority = factory.SubFactory(VettingAuthorityFactory)
    heading = "who"
    target = "provider"


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = Change

    batch = factory.SubFactory(BatchFactory)
    line = 2
    thing = "provider"
    object_id = factory.Sequence(lambda number: 1_000_000 + number)


class ClaimInvitationFactory(DjangoModelFactory):
    class Meta:
        model = ClaimInvitation

    authority = factory.SubFactory(VettingAuthorityFactory)
    provider = factory.SubFactory(ProviderFactory)
    email = factory.SelfAttribute("provider.contact_email")
    token_hash = factory.Sequence(lambda number: hash_token(str(number)))
    invited_by = factory.SubFactory(UserFactory)
    invited_at = factory.LazyFunction(clock.now)
    expires_at = factory.LazyFunction(clock.now)


def lead_of(authority: VettingAuthority) -> User:
    user: User = OfficerFactory(authority=authority, role=OfficerRole.LEAD).user
    return user


def just_brought(text: str = REGISTER, *, authority: VettingAuthority | None = None, by: User | None = None) -> Batch:
    """Waiting for its columns to be chosen."""
    authority = authority or VettingAuthorityFactory()
    return bring_register(by=by or lead_of(authority), authority=authority, table=read_pasted(text), source=Source.PASTE)


def brought(text: str = REGISTER, *, columns: dict[int, str] | None = None, **who: Any) -> Batch:
    """Waiting for the import to be started, its columns used as is suggested, or as given."""
    batch = just_brought(text, **who)
    defaults = {"default_kind": "cbt_individual", "default_engagement": "volunteer"}
    return choose_columns(by=batch.brought_by, batch=batch, columns=columns or suggested(batch), **defaults)


def imported(text: str = REGISTER, **who: Any) -> Batch:
    batch = start_import(by=(waiting := brought(text, **who)).brought_by, batch=waiting)
    work_on_imports()
    batch.refresh_from_db()
    return batch
