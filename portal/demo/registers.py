"""A register that a vetting lead has brought and not imported yet: its preview waits to be looked at, refused lines among it."""

from django.conf import settings

from directory.enums import EngagementBasis, ProviderKind
from imports.enums import Source
from imports.models import Batch
from imports.queries.suggesting import suggested
from imports.rules.reading import read_file
from imports.services.mapping import choose_columns
from imports.services.uploads import bring_register
from portal.demo.schools import Office

FILE = settings.BASE_DIR / "data" / "demo" / "register.csv"


def bring_to_preview(office: Office) -> Batch:
    """The second of the office is its lead."""
    table = read_file(FILE.read_bytes())
    batch = bring_register(by=office.second, authority=office.authority, table=table, source=Source.FILE, name="Community providers.csv")
    return choose_columns(
        by=office.second,
        batch=batch,
        columns=suggested(batch),
        default_kind=ProviderKind.CBT_INDIVIDUAL,
        default_engagement=EngagementBasis.VOLUNTEER,
    )
