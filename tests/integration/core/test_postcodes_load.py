from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.models import PostcodePoint
from core.queries.postcodes import locate

pytestmark = pytest.mark.django_db


def load(*files: Path, dry_run: bool = False) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("postcodes_load", *map(str, files), dry_run=dry_run, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_shipped_file_loads_whole_and_a_second_time_changes_nothing() -> None:
    first, second = load(), load()

    assert first == ("postcode-points.csv: 19262 added, 0 moved, 0 unchanged, 0 without a place, 0 rejected.\n", "")
    assert second == ("postcode-points.csv: 0 added, 0 moved, 19262 unchanged, 0 without a place, 0 rejected.\n", "")
    assert {place: found.precision for place in ("NE23 6BL", "NE23 6", "NE23") if (found := locate(place))} == {
        "NE23 6BL": "exact",
        "NE23 6": "sector",
        "NE23": "district",
    }


def test_several_files_are_loaded_and_bad_lines_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "ne.csv", tmp_path / "al.csv"
    good.write_text("NE23 6QW,10,427000,576000,,,,,,\n")
    bad.write_bytes(b"\xef\xbb\xbfpostcode,easting,northing\n" + b"x,1,1\n" * 22)

    out, err = load(good, bad)

    assert out.splitlines() == [
        "ne.csv: 1 added, 0 moved, 0 unchanged, 0 without a place, 0 rejected.",
        "al.csv: 0 added, 0 moved, 0 unchanged, 0 without a place, 22 rejected.",
    ]
    assert err.splitlines()[0] == "  line 2: “x” is not a British postcode"
    assert err.splitlines()[20:] == ["  and 2 more lines"]


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ne.csv"
    path.write_text("NE23 6QW,10,427000,576000,,,,,,\n")

    out, _err = load(path, dry_run=True)

    assert out.splitlines()[-1] == "This was a dry run: nothing was changed."
    assert PostcodePoint.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"a,b\n", "no table of postcodes"),
        (b"postcode,easting,northing\n\xff\xfe,1,2\n", "not a text file in UTF-8"),
        (None, "can't be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None, refusal: str) -> None:
    path = tmp_path / "ne.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=refusal):
        load(path)
