from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.queries.audit import chain_report, is_known_seal


class Command(BaseCommand):
    help = "Walks the audit log's chain: says what is sealed and what not yet, and names the first event that is not as it was written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--noted", metavar="HASH", help="a last seal noted down earlier, which must still be in the chain")

    def handle(self, *args: Any, noted: str | None = None, **options: Any) -> None:
        report = chain_report()
        self.stdout.write(f"Sealed: {report.sealed}. Not yet sealed: {report.waiting}. Removed by retention: {report.removed}.")
        if report.broken:
            raise CommandError(f"The chain breaks at event {report.broken.event_id}: {report.broken.why}.")
        if noted and not is_known_seal(noted):
            raise CommandError("The seal that was noted down is not in the chain any more: its end was taken away, or all of it made anew.")
        self.stdout.write(f"Nothing was changed. Last seal: {report.head or 'none yet'}")
