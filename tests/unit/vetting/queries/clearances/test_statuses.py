import datetime

import pytest

from tests.factories.directory import PersonFactory
from tests.factories.partners import StatusConsentFactory
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
    StatusConsentFactory(person=person, authority=authority)
    assert why_not_to_look(STATUS, person, authority, TODAY) == ""


def test_nobody_looks_again_within_thirty_days() -> None:
    person, authority = PersonFactory(), VettingAuthorityFactory()
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_ENH_CBL")
    StatusConsentFactory(person=person, authority=authority)
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_STATUS", performed_on=TODAY)

    again = [why_not_to_look(STATUS, person, authority, TODAY + datetime.timedelta(days=days)) for days in (29, 30)]

    assert again == ["The status was looked up less than 30 days ago. Look again later.", ""]


def test_nobody_looks_without_consent_to_this_authority() -> None:
    person, authority = PersonFactory(), VettingAuthorityFactory()
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_ENH_CBL")
    StatusConsentFactory(person=person)
    StatusConsentFactory(authority=authority)
    withdrawn = StatusConsentFactory(person=person, authority=authority)
    withdrawn.withdrawn_at, withdrawn.withdrawn_by = withdrawn.given_at, withdrawn.given_by
    withdrawn.save()

    reason = why_not_to_look(STATUS, person, authority, TODAY)

    assert reason == f"No consent to a look-up by {authority} is on file. Ask them to give it on their list of checks."


def test_consent_to_one_look_up_is_used_up_by_it() -> None:
    person, authority = PersonFactory(), VettingAuthorityFactory()
    CheckFactory(verified=True, person=person, authority=authority, check_type="DBS_ENH_CBL")
    StatusConsentFactory(person=person, authority=authority, scope="once")
    before = why_not_to_look(STATUS, person, authority, TODAY)
    CheckFactory(person=person, authority=authority, check_type="DBS_STATUS")

    assert (before, why_not_to_look(STATUS, person, authority, TODAY)) == (
        "",
        "They allowed one look-up, and that was made. Ask them to allow another.",
    )
