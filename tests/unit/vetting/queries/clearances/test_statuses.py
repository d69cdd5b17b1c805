import datetime

import pytest

from tests.factories.directory import PersonFactory
from tests.factories.vetting import CheckFactory, VettingAuthorityFactory, shipped_content
from vetting.queries.clearances.statuses import why_not_to_look

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 4)
STATUS, PLI = (shipped_content().by_code[code] for code in ("DBS_STATUS", "PLI"))


def test_only_status_checks_have_to_wait() -> None:
    assert why_not_to_look(PLI, PersonFactory(), VettingAuthorityFactory(), TODAY) == ""


def test_a_certificate_must_have_been_verified_by_this_authority() -> None:
    person, authority = PersonFactory(), VettingAuthorityFactory()
    CheckFactory(person=person, authority=authority, check_type="DBS_ENH_CBL")
    CheckFactory(verified=True, person=person, check_type="DBS_ENH_CBL")

    assert why_not_to_look(STATUS, person, authority, TODAY).startswith("No certificate that this status belongs to")
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_ENH")
    assert why_not_to_look(STATUS, person, authority, TODAY) == ""


def test_nobody_looks_again_within_thirty_days() -> None:
    person, authority = PersonFactory(), VettingAuthorityFactory()
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_ENH_CBL")
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_STATUS", performed_on=TODAY)

    again = [why_not_to_look(STATUS, person, authority, TODAY + datetime.timedelta(days=days)) for days in (29, 30)]

    assert again == ["The status was looked up less than 30 days ago. Look again later.", ""]
