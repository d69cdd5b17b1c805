import pytest

from imports.models import Change
from imports.services.retention import forget_values
from tests.factories.imports import REGISTER, imported

pytestmark = pytest.mark.django_db


def test_what_was_overwritten_is_forgotten_and_what_was_written_is_known() -> None:
    first = imported()
    imported(REGISTER.replace("NE24 1AA", "NE24 1AB"), authority=first.authority)
    change = Change.objects.get(before__isnull=False)

    forget_values([change.pk])

    assert (Change.objects.get(pk=change.pk).before, Change.objects.get(pk=change.pk).after) == ({}, change.after)
