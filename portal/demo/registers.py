"""Two registers that a vetting lead has brought: last year's is imported, this year's waits in its preview, refused lines among it."""

from pathlib import Path

from django.conf import settings

from directory.enums import EngagementBasis, ProviderKind
from imports.enums import Source
from imports.models import Batch
from imports.queries.suggesting import suggested
from imports.rules.reading import read_file
from imports.services.mapping import choose_columns
from imports.services.running import start_import, work_on_imports
from imports.services.uploads import bring_register
from portal.demo.schools import Office

FOLDER = settings.BASE_DIR / "data" / "demo"
THIS_YEARS, LAST_YEARS = ("register.csv", "Community providers.csv"), ("register_2025.csv", "Community providers 2025.csv")


def import_last_years(office: Office) -> Batch:
    """Its dates of checks wait in two cases for an officer to look and take over."""
    batch = start_import(by=office.second, batch=_bring(office, *LAST_YEARS))
    work_on_imports()
    batch.refresh_from_db()
    return batch


def bring_to_preview(office: Office) -> Batch:
    return _bring(office, *THIS_YEARS)


def _bring(office: Office, file: str, name: str) -> Batch:
    """The second of the office is its lead."""
    table = read_file(Path(FOLDER / file).read_bytes())
    batch = bring_register(by=office.second, authority=office.authority, table=table, source=Source.FILE, name=name)
    return choose_columns(
        by=office.second,
        batch=batch,
        columns=suggested(batch),
        default_kind=ProviderKind.CBT_INDIVIDUAL,
        default_engagement=EngagementBasis.VOLUNTEER,
    )
