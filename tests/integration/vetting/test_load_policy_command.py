"""manage.py vetting_load_policy."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.vetting import SHIPPED_POLICY
from vetting.models import Policy

pytestmark = pytest.mark.django_db


def run(path: Path) -> str:
    out = StringIO()
    call_command("vetting_load_policy", str(path), stdout=out)
    return out.getvalue()


def test_it_publishes_once_and_then_says_that_it_is_there() -> None:
    said = [run(SHIPPED_POLICY), run(SHIPPED_POLICY)]

    assert said == ["england 2026-09: published.\n", "england 2026-09: there already, unchanged.\n"]
    assert Policy.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"code: england\nversion: x\ncode: wales\n", "policy.yaml: Line 3: “code” is given twice here. Keep one of them."),
        (b"code: \xff\xfe", "policy.yaml is not a text in UTF-8."),
        (None, "policy.yaml can't be read: No such file or directory."),
    ],
)
def test_a_file_that_will_not_do_gets_one_clear_sentence(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "policy.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as caught:
        run(path)

    assert str(caught.value).removeprefix(f"{tmp_path}/") == message
