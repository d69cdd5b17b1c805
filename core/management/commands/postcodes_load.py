from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core.postcode_files import PostcodeFileError
from core.services.postcodes import LoadReport, load_postcodes

SHOWN = 20


class Command(BaseCommand):
    help = "Loads the places of postcodes: the file that is shipped, OS Code-Point Open, or the ONS Postcode Directory. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[settings.BASE_DIR / "data" / "postcode-points.csv"])
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, files: list[Path], dry_run: bool = False, **options: Any) -> None:
        with transaction.atomic():
            for path in files:
                self._tell(path, self._load(path))
            transaction.set_rollback(dry_run)
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")

    def _load(self, path: Path) -> LoadReport:
        try:
            with path.open(newline="", encoding="utf-8-sig") as lines:
                return load_postcodes(lines)
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{path} is not a text file in UTF-8.") from error
        except PostcodeFileError as error:
            raise CommandError(f"{path}: {error.message}") from error

    def _tell(self, path: Path, report: LoadReport) -> None:
        self.stdout.write(
            f"{path.name}: {report.added} added, {report.changed} moved, {report.unchanged} unchanged, "
            f"{report.without_place} without a place, {len(report.rejected)} rejected."
        )
        for bad in report.rejected[:SHOWN]:
            self.stderr.write(f"  line {bad.line}: {bad.why}")
        if len(report.rejected) > SHOWN:
            self.stderr.write(f"  and {len(report.rejected) - SHOWN} more lines")
