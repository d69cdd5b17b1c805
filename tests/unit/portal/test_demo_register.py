"""The register that waits in the demo shows a preview with something of every kind in it."""

import pytest
import time_machine

from portal.demo.registers import bring_to_preview
from portal.demo.schools import Office
from tests.factories.imports import lead_of
from tests.factories.vetting import OfficerFactory, VettingAuthorityFactory

pytestmark = pytest.mark.django_db


@time_machine.travel("2026-11-22 10:00")
def test_the_register_of_the_demo_waits_in_its_preview() -> None:
    authority = VettingAuthorityFactory()

    batch = bring_to_preview(Office(authority, OfficerFactory(authority=authority).user, lead_of(authority), lead_of(authority)))

    assert (batch.state, batch.not_kept) == ("preview", {"8": "the number of a certificate"})
    assert list(batch.rows.values_list("line", "verdict")) == [
        (4, "new"),
        (5, "joins"),
        (6, "new"),
        (7, "new"),
        (8, "rejected"),
        (9, "rejected"),
    ]
