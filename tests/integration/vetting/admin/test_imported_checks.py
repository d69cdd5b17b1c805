"""What an officer sees of the dates that came with the authority's earlier register."""

import datetime

import pytest
import time_machine

from tests.factories.vetting import OfficerFactory
from tests.support.officers import case_page, said, signed_in, step
from tests.support.vetting import claimed
from vetting.enums import OfficerRole
from vetting.services.checks.imported import note_imported_check
from vetting.services.officers import appoint_officer

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-22 10:00")
def test_the_case_page_shows_them_unverified_and_the_form_starts_from_them() -> None:
    desk = claimed()
    appoint_officer(by=None, user=desk.first, authority=desk.authority, role=OfficerRole.OFFICER)
    lead = OfficerFactory(authority=desk.authority, role=OfficerRole.LEAD).user
    ends = datetime.date(2027, 12, 31)
    check = note_imported_check(
        by=lead,
        authority=desk.authority,
        check_type="PLI",
        subject=desk.case.provider,
        performed_on=datetime.date(2026, 1, 5),
        expires_on=ends,
    )
    client = signed_in(desk.first)

    words = said(client.get(case_page(desk.case)))
    form = client.get(step(desk.case, f"record/PLI/organisation/{desk.case.provider_id}")).context["form"]
    verify = client.get(step(desk.case, f"checks/{check.pk}/verify"))
    client.post(step(desk.case, f"checks/{check.pk}/verify"))

    check.refresh_from_db()
    assert "The authority's earlier register: made 5 January 2026, until 31 December 2027." in words
    assert "It counts for nothing until you record it from the evidence." in words
    assert form["expires_on"].value() == ends
    assert (verify.status_code, check.state) == (200, "recorded")
