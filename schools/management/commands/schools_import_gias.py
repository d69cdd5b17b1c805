"""manage.py schools_import_gias FILE: bring the schools up to the national register."""

import argparse
import csv
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.exceptions import DomainError
from schools.services.register.imports import REMARK, ImportReport, import_register
from schools.services.register.upserts import ADDED, CHANGED, CLOSED, REJECTED, Outcome

SHIPPED = "gias-extract.csv"
SHIPPED_NOTE = "This extract is of July 2017 and for trying things out. Download today's register for real use."
TOLD = 20  # rejected rows and remarks that are printed; --report has all
BAR = 40
REPORT_COLUMNS = ("outcome", "line", "urn", "name", "reason")


class Command(BaseCommand):
    help = (
        "Import or update schools from the register of schools in England: the file edubasealldata<date>.csv of 'Get information about "
        "schools'. Safe to run again: a run that was cut short goes on where it stopped, and the same file twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file, as downloaded and unpacked")
        parser.add_argument(
            "--authority",
            nargs="+",
            default=[],
            type=authority_code,
            metavar="CODE",
            help="only schools of these LA codes (929 is Northumberland)",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--report", type=Path, metavar="PATH", help="write what became of each row to this CSV file")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        if options["report"]:
            require_writable(options["report"])
        try:
            report = import_register(
                path=options["file"],
                authorities=frozenset(options["authority"]),
                dry_run=options["dry_run"],
                on_progress=self.draw_bar if self.stderr.isatty() else None,
            )
        except DomainError as error:
            raise CommandError(str(error.message)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Run the same command again to go on from there.", returncode=130) from None
        self.tell(report, options, time.monotonic() - started)
        if options["report"]:
            write_report(options["report"], report.outcomes)
            self.stdout.write(f"Every row's outcome is in {options['report']}.")

    def draw_bar(self, done: int, total: int) -> None:
        filled = BAR * done // max(total, 1)
        self.stderr.write(f"\r{'█' * filled}{'·' * (BAR - filled)} {done:,} of {total:,} lines", ending="\n" if done >= total else "")

    def tell(self, report: ImportReport, options: dict[str, Any], seconds: float) -> None:
        if options["file"].name == SHIPPED:
            self.stdout.write(SHIPPED_NOTE)
        if report.resumed_after:
            self.stdout.write(f"Went on after line {report.resumed_after:,}, where an earlier run was cut short.")
        for warning in report.warnings:
            self.stdout.write(f"Note: {warning}")
        self.stdout.write("Nothing was written (dry run). The import would give:" if options["dry_run"] else "Imported:")
        for name, number in report.counts.items():
            self.stdout.write(f"  {name.replace('_', ' '):<10} {number:>7,}")
        self.list_up("Rejected", [one for one in report.outcomes if one.kind == REJECTED])
        self.list_up("Imported with a value left blank", [one for one in report.outcomes if one.kind == REMARK])
        self.list_up("Closed", [one for one in report.outcomes if one.kind == CLOSED])
        self.stdout.write(f"{report.survey.lines:,} lines in {seconds:.1f} seconds.")

    def list_up(self, title: str, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        self.stdout.write(f"{title}:")
        for one in outcomes[:TOLD]:
            self.stdout.write(f"  line {one.line}, URN {one.urn or 'missing'}{', ' + one.name if one.name else ''}: {one.reason}")
        if len(outcomes) > TOLD:
            self.stdout.write(f"  and {len(outcomes) - TOLD:,} more; --report PATH writes them all.")


def authority_code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{3}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is not an LA code: three digits, for example 929 for Northumberland")
    return text


def require_writable(path: Path) -> None:
    """Find out before the work that its report can't be written."""
    try:
        path.open("a").close()
    except OSError as error:
        raise CommandError(f"The report can't be written to “{path}”: {error.strerror}.") from None


def write_report(path: Path, outcomes: Iterable[Outcome]) -> None:
    kinds = {ADDED, CHANGED, CLOSED, REJECTED, REMARK}
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(REPORT_COLUMNS)
        writer.writerows((one.kind, one.line, plain(one.urn), plain(one.name), plain(one.reason)) for one in outcomes if one.kind in kinds)


def plain(text: str) -> str:
    """A spreadsheet must not take a value for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
