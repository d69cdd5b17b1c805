import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from schools.models import Calendar
from tests.factories.schools import AuthorityFactory

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("calendars_example", *arguments, stdout=out)
    return out.getvalue().splitlines()


@time_machine.travel("2026-11-22 10:00", tick=False)
def test_it_tells_what_it_made_and_what_was_there() -> None:
    AuthorityFactory(code="929", name="Northumberland")

    first, second = run(), run()

    assert first == ["Northumberland 2026-27: example made", "Northumberland 2027-28: example made", "2 made, 0 there already."]
    assert second == ["0 made, 2 there already."]


def test_it_can_be_limited() -> None:
    AuthorityFactory(code="929")
    AuthorityFactory(code="354")

    run("--authority", "354")

    assert set(Calendar.objects.values_list("authority__code", flat=True)) == {"354"}


def test_an_unknown_authority_is_refused() -> None:
    with pytest.raises(CommandError) as refusal:
        run("--authority", "929")

    assert str(refusal.value) == "No authority has the LA code 929. Import the register of schools first."
