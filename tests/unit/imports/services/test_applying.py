import pytest

from directory.models import Provider
from imports.queries.suggesting import suggested
from imports.services.applying import apply_row
from imports.services.mapping import choose_columns
from imports.services.running import start_import
from tests.factories.imports import brought, just_brought
from vetting.queries.policies.content import content_of

pytestmark = pytest.mark.django_db


def test_a_line_that_was_applied_is_the_same_when_it_is_applied_again() -> None:
    batch = brought("Provider,Email\nPlot,plot@example.org\n")
    batch = start_import(by=batch.brought_by, batch=batch)
    row, policy = batch.rows.get(), content_of(batch.authority.policy)
    cells = row.cells
    apply_row(batch, row, policy)

    row.cells = cells
    apply_row(batch, row, policy)

    assert (row.verdict, Provider.objects.count()) == ("same", 1)


def test_defaults_hold_where_a_line_does_not_say() -> None:
    batch = just_brought("Provider,Email,Tutor\nPlot,plot@example.org,Rosa Thorne\n")
    batch = choose_columns(
        by=batch.brought_by, batch=batch, columns=suggested(batch), default_kind="employer", default_engagement="paid_by_provider"
    )
    batch = start_import(by=batch.brought_by, batch=batch)

    apply_row(batch, batch.rows.get(), content_of(batch.authority.policy))

    plot = Provider.objects.get()
    link = plot.provider_people.get()
    assert (plot.kinds, link.engagement, link.person.name, link.person.public_name) == (
        ["employer"],
        "paid_by_provider",
        "Rosa Thorne",
        "Rosa",
    )
