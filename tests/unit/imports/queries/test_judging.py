import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imports.queries.judging import Judge
from imports.services.mapping import entry_of
from tests.factories.imports import brought
from vetting.queries.policies.content import content_of

pytestmark = pytest.mark.django_db


def queries_to_judge(lines: int) -> int:
    register = "Provider,Email,Activity\n" + "".join(
        f"Plot {number},plot{number}@example.org,Soup number {number}\n" for number in range(lines)
    )
    batch = brought(register)
    entries = [entry_of(row, batch, content_of(batch.authority.policy)) for row in batch.rows.all()]

    with CaptureQueriesContext(
        connection,
    ) as caught:
        judge = Judge(entries, batch.authority)
        for entry in entries:
            judge.judge(entry)
    return len(caught)


def test_a_long_register_is_judged_in_as_many_queries_as_a_short_one() -> None:
    assert queries_to_judge(2) == queries_to_judge(40) <= 10
