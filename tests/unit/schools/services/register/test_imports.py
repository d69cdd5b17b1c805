import csv
import threading
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.locks import lock_if_free
from core.models import AuditEvent
from schools.exceptions import ImportRunningError, RegisterFileError
from schools.models import Authority, RegisterImport, School
from schools.services.register import imports
from schools.services.register.imports import import_register
from tests.factories.accounts import UserFactory
from tests.factories.register import PRIMARY, register_bytes, register_row, write_register
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db

NOTHING = dict.fromkeys(imports.COUNTED, 0)


def many(count: int) -> list[dict[str, str]]:
    return [register_row(URN=str(100000 + number)) for number in range(count)]


def test_a_register_is_imported_and_counted(tmp_path: Path) -> None:
    SchoolFactory(urn="100001", name="Old name")
    path = write_register(tmp_path, [*many(3), register_row(URN="bad")])
    officer = UserFactory()

    report = import_register(path=path, by=officer)

    run = RegisterImport.objects.get()
    assert report.counts == NOTHING | {"added": 2, "changed": 1, "rejected": 1}
    assert (run.last_line, run.rejections) == (5, [{"line": 5, "urn": "bad", "reason": "The URN “bad” is not six digits."}])
    assert run.finished_at is not None
    assert list(AuditEvent.objects.values_list("action", "actor_id", "object_id", "details")) == [
        ("register.import", officer.pk, str(run.pk), report.counts)
    ]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = write_register(tmp_path, many(3))
    import_register(path=path)
    before = list(School.objects.order_by("pk").values())

    report = import_register(path=path)

    assert (report.counts, list(School.objects.order_by("pk").values())) == (NOTHING | {"unchanged": 3}, before)


def test_windows_text_comes_through(tmp_path: Path) -> None:
    path = write_register(tmp_path, [register_row(EstablishmentName="St Mary\u2019s")])

    import_register(path=path)

    assert b"St Mary\x92s" in path.read_bytes()
    assert School.objects.get().name == "St Mary\u2019s"


def test_names_of_heads_are_nowhere(tmp_path: Path) -> None:
    import_register(path=write_register(tmp_path, [register_row()]))

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(school::text, '') FROM schools_school AS school")
        stored = cursor.fetchone()[0]
    assert [word for word in ("Never", "Imported") if word in stored] == []


def test_a_scope_leaves_other_authorities_out_and_tells_of_codes_without_a_row(tmp_path: Path) -> None:
    path = write_register(tmp_path, [register_row(), register_row(URN="104420", LA_code="340", LA_name="Knowsley")])

    report = import_register(path=path, authorities=frozenset({"340", "999"}))

    assert report.counts == NOTHING | {"added": 1, "left_out": 1}
    assert report.warnings == ("No row has the LA code 999.",)
    assert list(Authority.objects.values_list("code", flat=True)) == ["340"]


def test_what_is_no_school_of_an_area_is_left_out(tmp_path: Path) -> None:
    kinds = [
        register_row(URN=f"10000{number}", TypeOfEstablishment_code=code) for number, code in enumerate(("29", "30", "49", "037", "01"))
    ]

    report = import_register(path=write_register(tmp_path, kinds))

    assert report.counts == NOTHING | {"added": 1, "left_out": 4}


def test_a_urn_that_comes_twice_is_rejected_the_second_time(tmp_path: Path) -> None:
    report = import_register(path=write_register(tmp_path, [*many(2), register_row(URN="100000", Town="Blyth")]))

    rejected = [one for one in report.outcomes if one.kind == "rejected"]
    assert [(one.line, one.urn, one.reason) for one in rejected] == [(4, "100000", "Its URN is on line 2 already.")]
    assert School.objects.get(urn="100000").town == "Cramlington"


def test_rows_without_a_urn_are_rejected_for_that(tmp_path: Path) -> None:
    report = import_register(path=write_register(tmp_path, [register_row(URN=""), register_row(URN="")]))

    assert [one.reason for one in report.outcomes] == ["The URN “” is not six digits."] * 2


def test_closures_are_in_the_audit_log(tmp_path: Path) -> None:
    school = SchoolFactory(urn="122193")

    report = import_register(path=write_register(tmp_path, [register_row(EstablishmentStatus_code="2")]))

    assert report.counts == NOTHING | {"closed": 1}
    event = AuditEvent.objects.get(action="school.close")
    assert (event.object_id, event.actor_id, event.changed_fields, event.reason_code) == (str(school.pk), None, ["is_active"], "register")


def test_a_dry_run_writes_nothing_and_says_what_would_be(tmp_path: Path) -> None:
    SchoolFactory(urn="100001", name="Old name", authority__code="929", authority__name="Old authority")
    path = write_register(tmp_path, [*many(3), register_row(URN="bad")])
    tables = [model.objects.order_by("pk").values() for model in (School, Authority, RegisterImport, AuditEvent)]
    before = [list(table) for table in tables]

    report = import_register(path=path, dry_run=True)

    assert report.counts == NOTHING | {"added": 2, "changed": 1, "rejected": 1}
    assert [list(table.all()) for table in tables] == before


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    path = write_register(tmp_path, [*many(5), register_row(URN="100001")])

    def power_fails(done: int, total: int) -> None:
        if done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_register(path=path, on_progress=power_fails)
    halfway = RegisterImport.objects.get()
    there = School.objects.count()
    report = import_register(path=path)

    assert (halfway.last_line, halfway.finished_at, there) == (5, None, 4)
    assert (report.resumed_after, report.counts) == (5, NOTHING | {"added": 5, "rejected": 1})
    assert [one.reason for one in report.outcomes if one.kind == "rejected"] == ["Its URN is on line 3 already."]
    assert (RegisterImport.objects.count(), School.objects.count()) == (1, 5)


def test_another_scope_of_a_file_is_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    path = write_register(tmp_path, many(5))

    def power_fails(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_register(path=path, on_progress=power_fails)
    report = import_register(path=path, authorities=frozenset({"929"}))

    assert (report.resumed_after, report.counts) == (0, NOTHING | {"added": 3, "unchanged": 2})


def test_progress_is_told_in_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "BATCH", 2)
    told: list[tuple[int, int]] = []

    import_register(path=write_register(tmp_path, many(5)), on_progress=lambda done, total: told.append((done, total)))

    assert told == [(3, 6), (5, 6), (6, 6)]


def test_a_broken_end_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(register_bytes(many(2)) + b'"' + b"x" * 200_000)

    with pytest.raises(RegisterFileError):
        import_register(path=path)

    assert (School.objects.count(), RegisterImport.objects.get().last_line) == (2, 3)


def test_a_file_of_blank_lines_has_no_header(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(b"\n\n")

    with pytest.raises(RegisterFileError) as refusal:
        import_register(path=path)

    assert (refusal.value.code, RegisterImport.objects.count()) == ("no_header", 0)


@pytest.mark.django_db(transaction=True)
def test_two_imports_do_not_run_at_once(tmp_path: Path) -> None:
    path = write_register(tmp_path, many(1))
    ready, done = threading.Event(), threading.Event()

    def hold_the_lock() -> None:
        with lock_if_free(imports.LOCK):
            ready.set()
            done.wait(timeout=30)
        connection.close()

    other = threading.Thread(target=hold_the_lock)
    other.start()
    ready.wait(timeout=30)
    with pytest.raises(ImportRunningError):
        import_register(path=path)
    done.set()
    other.join()

    assert import_register(path=path).counts == NOTHING | {"added": 1}


def text_in_columns(columns: dict[str, str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({name: st.one_of(st.just(value), st.text(max_size=12)) for name, value in columns.items()})


def told(path: Path) -> imports.ImportReport | str:
    """The report, or why the file was refused."""
    try:
        return import_register(path=path)
    except RegisterFileError as refusal:
        return str(refusal.message)


class AnyFile(TestCase):
    """Whatever is in the file: an import or a sentence, and never half a school."""

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        self.path = tmp_path_factory.mktemp("register") / "register.csv"

    @settings(deadline=None)
    @given(st.binary(max_size=400))
    def test_any_bytes_are_refused_in_a_sentence_or_read(self, content: bytes) -> None:
        self.run_import(content)

    @settings(deadline=None)
    @given(st.lists(st.binary(max_size=60), max_size=4), st.lists(st.lists(st.text(max_size=12), max_size=30), max_size=4))
    def test_anything_after_a_true_header(self, junk: list[bytes], rows: list[list[str]]) -> None:
        lines = [",".join(values).encode("cp1252", "replace") for values in rows]
        self.run_import(register_bytes([register_row()]) + b"\n".join([*junk, *lines]))

    @settings(deadline=None)
    @given(st.lists(text_in_columns(PRIMARY), max_size=4))
    def test_any_values_in_true_columns(self, rows: list[dict[str, str]]) -> None:
        self.run_import(register_bytes(rows, "utf-8-sig"))

    def run_import(self, content: bytes) -> None:
        self.path.write_bytes(content)

        report = told(self.path)
        again = told(self.path)

        if isinstance(report, str):
            assert (again, report[-1:]) == (report, ".")
            return
        assert isinstance(again, imports.ImportReport)
        with self.path.open(newline="", encoding=report.survey.encoding, errors="replace") as file:
            records = [values for values in csv.reader(file) if any(values)]
        assert sum(report.counts.values()) == len(records) - 1
        assert School.objects.count() == report.counts["added"]
        assert (again.counts["added"], again.counts["changed"], again.counts["closed"]) == (0, 0, 0)
