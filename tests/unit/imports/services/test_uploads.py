import pytest
from django.db import connection

from core.models import AuditEvent
from imports.exceptions import BatchError
from imports.models import Batch, Row
from imports.rules.reading import read_pasted
from imports.services import uploads
from imports.services.uploads import bring_register, discard_batch
from imports.states import BatchState
from tests.factories.imports import just_brought, lead_of
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory
from vetting.exceptions import NotAllowedError

pytestmark = pytest.mark.django_db

SECRETS = ["001234567890", "17 May 1984", "Little Alice", "AB123456C", "000111222333"]
REGISTER = (
    "Provider,Email,DBS certificate number,DOB,Pupil name,Remarks,Notes\n"
    f"Plot,plot@example.org,{SECRETS[0]},{SECRETS[1]},{SECRETS[2]},{SECRETS[3]},{SECRETS[4]}\n"
    + "Bread,bread@example.org,,,,,see file\n"
    * 3
)


def everything_stored() -> str:
    """All rows of all tables of the register and the logs, as one text."""
    tables = ["imports_batch", "imports_row", "imports_rememberedheading", "core_auditevent", "core_outboxmessage"]
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [str(row) for row in cursor.fetchall()]
    return " ".join(found)


def test_what_is_never_kept_is_in_no_table() -> None:
    batch = just_brought(REGISTER)

    stored = everything_stored()
    assert [secret for secret in SECRETS if secret in stored] == []
    assert batch.not_kept == {
        "2": "the number of a certificate",
        "3": "a date of birth",
        "4": "something about pupils or families",
        "5": "an identity paper",
    }


def test_the_name_of_a_file_is_kept_without_its_folder() -> None:
    authority = VettingAuthorityFactory()
    table = read_pasted("Provider,Email\nPlot,plot@example.org\n")

    batch = bring_register(by=lead_of(authority), authority=authority, table=table, source="file", name="C:\\Users\\me\\register.csv")

    assert batch.name == "register.csv"


def test_bringing_is_for_leads_of_the_authority() -> None:
    authority = VettingAuthorityFactory()
    table = read_pasted("Provider,Email\nPlot,plot@example.org\n")

    for user in (OfficerFactory(authority=authority).user, lead_of(VettingAuthorityFactory())):
        with pytest.raises(NotAllowedError):
            bring_register(by=user, authority=authority, table=table, source="file")


def test_imports_that_wait_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_OPEN", 1)
    batch = just_brought()

    with pytest.raises(BatchError, match="waiting already"):
        just_brought(authority=batch.authority)


def test_what_is_thrown_away_is_gone() -> None:
    batch = just_brought()

    discard_batch(by=batch.brought_by, batch=batch)

    assert (Batch.objects.get().state, Row.objects.count()) == (BatchState.DISCARDED, 0)
    assert list(AuditEvent.objects.filter(object_type="imports.batch").values_list("action", flat=True)) == [
        "import.bring",
        "import.discard",
    ]
