import pytest

from imports.queries.previewing import made_by, pending_undo, standing_of
from tests.factories.imports import REGISTER, brought, imported

pytestmark = pytest.mark.django_db


def test_lines_are_counted_by_what_they_do() -> None:
    standing = standing_of(brought(REGISTER + "X,no address,,,,,,,\n"))

    assert standing.by_verdict == {"new": 2, "joins": 1, "changed": 0, "same": 0, "rejected": 1}
    assert (standing.lines, standing.to_do, standing.done) == (4, 3, 0)


def test_what_an_import_made_is_counted() -> None:
    batch = imported()

    assert made_by(batch) == {"provider": 2, "person": 2, "offer": 2, "check": 2}
    assert (standing_of(batch).done, pending_undo(batch).count()) == (3, 8)
