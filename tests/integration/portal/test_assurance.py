"""A school's file: letters of assurance and the record of visitors."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from schools.enums import SchoolRole
from schools.models import SchoolMember
from tests.factories.schools import SchoolMemberFactory
from tests.factories.vetting import PlannedUseFactory, SchoolAcceptanceFactory, cleared_offer, leader_of
from tests.support.costs import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> SchoolMember:
    member: SchoolMember = SchoolMemberFactory(roles=[SchoolRole.SAFEGUARDING_LEAD])
    return member


@pytest.fixture
def signed_in(client: Client, keeper: SchoolMember) -> Client:
    client.force_login(keeper.user)
    return client


def file_of(keeper: SchoolMember) -> str:
    return f"/school/{keeper.school_id}/assurance/"


def text_of(response: object) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())  # type: ignore[attr-defined]  # an answer


def test_a_letter_leads_from_the_list_to_a_file_that_stands_alone(signed_in: Client, keeper: SchoolMember) -> None:
    offer = cleared_offer()
    SchoolAcceptanceFactory(school=keeper.school, statement=offer.provider.statements.get())

    address = f"{file_of(keeper)}{offer.provider.slug}/"
    listed = BeautifulSoup(signed_in.get(file_of(keeper)).content, "html.parser").select(f'a[href="{address}"]')
    letter, taken = signed_in.get(address), signed_in.get(f"{address}file/")

    assert len(listed) == 1
    assert leader_of(offer).name in text_of(letter)
    assert taken.headers["Content-Disposition"].startswith(f'attachment; filename="assurance-{offer.provider.slug}-')
    assert taken.content.decode().strip().startswith("<!DOCTYPE html>")


def test_a_provider_that_the_school_has_nothing_to_do_with_has_no_letter_here(signed_in: Client, keeper: SchoolMember) -> None:
    offer = cleared_offer()

    assert signed_in.get(f"{file_of(keeper)}{offer.provider.slug}/").status_code == 404


def test_the_record_of_visitors_is_taken_as_csv_and_as_xlsx(signed_in: Client, keeper: SchoolMember) -> None:
    PlannedUseFactory(school=keeper.school, person__name="=cmd|calc")

    plain, book = (signed_in.get(f"{file_of(keeper)}visitors.{kind}") for kind in ("csv", "xlsx"))

    rows = list(csv.DictReader(io.StringIO(plain.content.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["'=cmd|calc"]
    assert book.content[:2] == b"PK"
    assert signed_in.get(f"{file_of(keeper)}visitors.pdf").status_code == 404


def test_a_school_that_has_booked_nobody_reads_what_to_do(signed_in: Client, keeper: SchoolMember) -> None:
    assert "Nobody yet" in text_of(signed_in.get(file_of(keeper)))


def test_more_providers_ask_no_more_statements(signed_in: Client, keeper: SchoolMember) -> None:
    SchoolAcceptanceFactory(school=keeper.school)
    signed_in.get(file_of(keeper))
    one = statements(signed_in, file_of(keeper))
    SchoolAcceptanceFactory(school=keeper.school)

    assert statements(signed_in, file_of(keeper)) == one
