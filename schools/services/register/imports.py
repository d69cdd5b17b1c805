"""Importing the register of schools: in batches, each its own transaction, so that a run cut short goes on where it stopped."""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.locks import lock_if_free
from core.services import audit
from core.services.audit import Actor
from schools.exceptions import ImportRunningError, RegisterFileError
from schools.models import RegisterImport, School
from schools.services.register import codes, columns
from schools.services.register.columns import Header, read_header
from schools.services.register.reading import Record, Survey, read_records, survey_file
from schools.services.register.rows import RegisterRow, RowError, read_row
from schools.services.register.upserts import CLOSED, REJECTED, Authorities, Outcome, upsert_rows

BATCH = 1000
KEPT_REJECTIONS = 1000
LOCK = "schools.import_register"  # one at a time: two would resume each other
LEFT_OUT, REMARK = "left out", "remark"
COUNTED = ("added", "changed", "unchanged", "closed", "rejected", "left_out")

Progress = Callable[[int, int], None]  # lines done, lines in all


@dataclasses.dataclass
class ImportReport:
    """What a run did. `outcomes` are of this run; `counts` are of the whole file, with what a run cut short had done before."""

    survey: Survey
    warnings: tuple[str, ...]
    resumed_after: int
    outcomes: list[Outcome]
    counts: dict[str, int]


@dataclasses.dataclass
class _Batch:
    rows: list[RegisterRow] = dataclasses.field(default_factory=list)
    outcomes: list[Outcome] = dataclasses.field(default_factory=list)
    last_line: int = 0
    size: int = 0


def import_register(
    *, path: Path, by: Actor = None, authorities: frozenset[str] = frozenset(), dry_run: bool = False, on_progress: Progress | None = None
) -> ImportReport:
    """Bring the schools up to the register in the file; `authorities` limits it to LA codes.

    The same file again changes nothing. Raises RegisterFileError for what is no register, ImportRunningError beside another import.
    """
    survey = survey_file(path)
    with lock_if_free(LOCK) as is_free:
        if not is_free:
            raise ImportRunningError(_("Another import is running. Wait for it to end, then run this one again."))
        records = read_records(path, survey)
        first = next(records, None)
        header = read_header(first.values if first else [])
        return _Import(path, survey, header, authorities, by, write=not dry_run).run(records, on_progress or (lambda done, total: None))


class _Import:
    def __init__(self, path: Path, survey: Survey, header: Header, scope: frozenset[str], by: Actor, *, write: bool) -> None:
        self.survey, self.header, self.scope, self.by, self.write = survey, header, scope, by, write
        self.state = self._open(path)
        self.authorities = Authorities(write=write)
        self.lines_of: dict[str, int] = {}
        self.unmet = set(scope)
        self.report = ImportReport(survey, header.warnings, self.state.last_line, [], {})

    def _open(self, path: Path) -> RegisterImport:
        """The record of an earlier run over the same file that was cut short, or a new one."""
        key = {"file_hash": self.survey.sha256, "scope": " ".join(sorted(self.scope))[:200]}
        unfinished = RegisterImport.objects.filter(finished_at=None, **key).first()
        fresh = RegisterImport(file_name=path.name[:200], started_at=clock.now(), **key)
        if not self.write:
            return fresh
        if unfinished is None:
            fresh.save()
        return unfinished or fresh

    def run(self, records: Iterator[Record], on_progress: Progress) -> ImportReport:
        batch = _Batch()
        try:
            for record in records:
                self._take(record, batch)
                if batch.size >= BATCH:
                    self._finish_batch(batch)
                    batch = _Batch()
                    on_progress(self.state.last_line, self.survey.lines)
        except RegisterFileError:
            self._finish_batch(batch)
            raise
        self._finish_batch(batch, is_last=True)
        on_progress(self.survey.lines, self.survey.lines)
        self.report.counts = {name: getattr(self.state, name) for name in COUNTED}
        if self.unmet and not self.report.resumed_after:
            message = _("No row has the LA code %(codes)s.") % {"codes": ", ".join(sorted(self.unmet))}
            self.report.warnings = (*self.report.warnings, message)
        return self.report

    def _take(self, record: Record, batch: _Batch) -> None:
        """Read one record into the batch, unless a run cut short had done it."""
        urn = _urn_of(self.header, record)
        earlier = self.lines_of.setdefault(urn, record.line) if urn else record.line
        if record.last_line <= self.state.last_line:
            return
        batch.size += 1
        batch.last_line = record.last_line
        try:
            if earlier != record.line:
                raise RowError(_("Its URN is on line %(line)s already.") % {"line": earlier})
            row = read_row(self.header, record)
        except RowError as error:
            batch.outcomes.append(Outcome(REJECTED, record.line, urn, "", str(error)))
            return
        self.unmet.discard(row.authority_code)
        if self._is_left_out(row):
            batch.outcomes.append(Outcome(LEFT_OUT, row.line, row.urn, row.fields["name"]))
        else:
            batch.rows.append(row)

    def _is_left_out(self, row: RegisterRow) -> bool:
        return bool(self.scope and row.authority_code not in self.scope) or row.fields.get("type_name") in codes.LEFT_OUT

    def _finish_batch(self, batch: _Batch, *, is_last: bool = False) -> None:
        remarks = [Outcome(REMARK, row.line, row.urn, row.fields["name"], remark) for row in batch.rows for remark in row.remarks]
        with transaction.atomic():
            outcomes = [*batch.outcomes, *upsert_rows(batch.rows, self.authorities, write=self.write)]
            self._count(outcomes, batch)
            if self.write:
                self._save(outcomes, is_last=is_last)
        self.report.outcomes += sorted([*outcomes, *remarks], key=lambda outcome: outcome.line)

    def _count(self, outcomes: list[Outcome], batch: _Batch) -> None:
        for kind, number in Counter(outcome.kind for outcome in outcomes).items():
            name = kind.replace(" ", "_")
            setattr(self.state, name, getattr(self.state, name) + number)
        self.state.last_line = max(self.state.last_line, batch.last_line)

    def _save(self, outcomes: list[Outcome], *, is_last: bool) -> None:
        rejected = [{"line": one.line, "urn": one.urn, "reason": one.reason} for one in outcomes if one.kind == REJECTED]
        self.state.rejections = [*self.state.rejections, *rejected][:KEPT_REJECTIONS]
        closed = [one.urn for one in outcomes if one.kind == CLOSED]
        for school in School.objects.filter(urn__in=closed) if closed else ():
            audit.record("school.close", school, by=self.by, reason="register", changed=["is_active"])
        if is_last:
            self.state.finished_at = clock.now()
        self.state.save()
        if is_last:
            audit.record("register.import", self.state, by=self.by, details={name: getattr(self.state, name) for name in COUNTED})


def _urn_of(header: Header, record: Record) -> str:
    position = header.positions[columns.URN]
    return record.values[position].strip()[:20] if position < len(record.values) else ""
