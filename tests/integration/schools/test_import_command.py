import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.paths import ROOT
from schools.models import Authority, RegisterImport, School
from tests.factories.register import register_row, write_register

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("schools_import_gias", *map(str, arguments), stdout=out)
    return re.sub(r"in \d+\.\d seconds", "in no time", out.getvalue())


def test_the_extract_that_ships_is_imported_whole_and_says_its_age() -> None:
    told = run(ROOT / "data" / "gias-extract.csv")

    assert told.splitlines() == [
        "This extract is of July 2017 and for trying things out. Download today's register for real use.",
        "Note: Not in the file, so left as they are: CloseDate, TelephoneNum.",
        "Imported:",
        "  added          530",
        "  changed          0",
        "  unchanged        0",
        "  closed           0",
        "  rejected         0",
        "  left out         0",
        "531 lines in no time.",
    ]
    beaconhill = School.objects.get(urn="122193")
    assert (beaconhill.name, beaconhill.town, beaconhill.postcode) == ("Beaconhill Community Primary School", "Cramlington", "NE23 8EH")
    assert (School.objects.count(), Authority.objects.count(), School.objects.filter(latitude=None).count()) == (530, 10, 0)


def test_what_was_rejected_and_blanked_and_closed_is_told_by_line(tmp_path: Path) -> None:
    run(write_register(tmp_path, [register_row()]))
    closing = register_row(EstablishmentStatus_code="2", EstablishmentStatus_name="Closed", UKPRN="1")

    told = run(write_register(tmp_path, [register_row(URN="12"), closing]))

    assert told.splitlines()[7:] == [
        "Rejected:",
        "  line 2, URN 12: The URN “12” is not six digits.",
        "Imported with a value left blank:",
        "  line 3, URN 122193, Beaconhill Community Primary School: The UKPRN “1” is not one; left blank.",
        "Closed:",
        "  line 3, URN 122193, Beaconhill Community Primary School: is_active, status, ukprn",
        "3 lines in no time.",
    ]


def test_long_lists_are_cut_and_the_report_has_all(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    rows = [register_row(URN=f"x{number}") for number in range(25)]

    told = run(write_register(tmp_path, [register_row(EstablishmentName="=SUM(1)"), *rows]), "--report", report)

    assert told.splitlines()[-3:] == [
        "  and 5 more; --report PATH writes them all.",
        "27 lines in no time.",
        f"Every row's outcome is in {report}.",
    ]
    written = report.read_text(encoding="utf-8-sig").splitlines()
    assert written[:3] == ["outcome,line,urn,name,reason", "added,2,122193,'=SUM(1),", "rejected,3,x0,,The URN “x0” is not six digits."]
    assert len(written) == 27


def test_a_dry_run_says_so_and_writes_nothing(tmp_path: Path) -> None:
    told = run(write_register(tmp_path, [register_row()]), "--dry-run")

    assert told.splitlines()[:2] == ["Nothing was written (dry run). The import would give:", "  added            1"]
    assert (School.objects.count(), RegisterImport.objects.count()) == (0, 0)


def test_a_scope_limits_it(tmp_path: Path) -> None:
    path = write_register(tmp_path, [register_row(), register_row(URN="104420", LA_code="340"), register_row(URN="104421", LA_code="350")])

    run(path, "--authority", "340", "929")

    assert list(School.objects.order_by("urn").values_list("urn", flat=True)) == ["104420", "122193"]


def test_a_resumed_run_says_so(tmp_path: Path) -> None:
    path = write_register(tmp_path, [register_row(), register_row(URN="122194")])
    run(path)
    RegisterImport.objects.update(finished_at=None, last_line=2, added=1)

    told = run(path)

    assert told.splitlines()[:4] == [
        "Went on after line 2, where an earlier run was cut short.",
        "Imported:",
        "  added            1",
        "  changed          0",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file “{path}”."),
        (b"", "“{path}” is empty."),
        (b"PK\x03\x04", "The file is packed (a zip archive or a workbook). Unpack it and name the CSV file in it."),
    ],
)
def test_a_wrong_file_is_one_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "register.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        run(path)

    assert str(refusal.value) == sentence.format(path=path)


def test_a_wrong_code_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        run(tmp_path, "--authority", "Leeds")

    assert str(refusal.value) == (
        "Error: argument --authority: “Leeds” is not an LA code: three digits, for example 929 for Northumberland"
    )


def test_a_report_that_cannot_be_written_is_found_out_first(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        run(write_register(tmp_path, [register_row()]), "--report", tmp_path)

    assert str(refusal.value) == f"The report can't be written to “{tmp_path}”: Is a directory."
    assert School.objects.count() == 0


def test_a_terminal_gets_a_bar(tmp_path: Path) -> None:
    terminal = Terminal()

    call_command("schools_import_gias", str(write_register(tmp_path, [register_row()])), stdout=io.StringIO(), stderr=terminal)

    assert terminal.getvalue() == f"\r{'█' * 40} 2 of 2 lines\n"
