import pytest

from core.sheets import as_csv
from imports.queries.suggesting import suggested
from imports.rules.reading import read_file
from imports.rules.template import template_rows
from imports.services.uploads import bring_register
from tests.factories.imports import just_brought, lead_of
from tests.factories.vetting import VettingAuthorityFactory, shipped_content

pytestmark = pytest.mark.django_db


def guessed(*headings: str) -> list[str]:
    batch = just_brought(",".join(headings) + "\n" + ",".join("x" * len(headings)) + "\n")
    return list(suggested(batch).values())


def test_headings_as_registers_have_them_are_understood() -> None:
    headings = ["Organisation", "E-mail Address", "Tel. No.", "Post Code", "Tutor name", "Enhanced DBS issue date", "Insurance expiry"]

    assert guessed(*headings) == ["provider", "email", "phone", "postcode", "person", "check.DBS_ENH.issued", "check.PLI.ends"]


def test_dates_of_checks_are_told_apart() -> None:
    headings = ["DBS seen", "DBS with barred list", "Update service checked", "Safeguarding training", "ELI expires", "First aid (date)"]

    assert guessed(*headings) == [
        "check.DBS_ENH.done",
        "check.DBS_ENH_CBL.issued",
        "check.DBS_STATUS.done",
        "check.SG_TRAINING.done",
        "check.ELI.ends",
        "check.FIRST_AID.done",
    ]


def test_nothing_is_suggested_twice_or_without_a_reason() -> None:
    assert guessed("Email", "E-mail", "Favourite colour") == ["email", "", ""]


def test_every_column_of_the_template_file_is_understood() -> None:
    authority = VettingAuthorityFactory()
    rows = template_rows(shipped_content())

    batch = bring_register(
        by=lead_of(authority), authority=authority, table=read_file(as_csv(rows[0], rows[1:])), source="file", name="register.csv"
    )

    assert (batch.not_kept, [target for target in suggested(batch).values() if not target]) == ({}, [])
