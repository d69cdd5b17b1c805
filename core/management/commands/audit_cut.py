import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core import clock
from core.services.sealing import LogIsHeldError, cut_audit


class Command(BaseCommand):
    help = "Removes sealed audit events from before a date, leaving a signed checkpoint. The schedule does so after RETENTION_AUDIT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", type=datetime.date.fromisoformat, help="the first day that is kept, as 2027-04-01")
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")

    def handle(self, *args: Any, before: datetime.date, dry_run: bool = False, **options: Any) -> None:
        try:
            with transaction.atomic():
                checkpoint = cut_audit(by=None, before=clock.start_of(before))
                transaction.set_rollback(dry_run)
        except LogIsHeldError as refusal:
            raise CommandError(str(refusal.message)) from refusal
        if checkpoint is None:
            self.stdout.write("Nothing that is sealed is older.")
        else:
            verb = "Would remove" if dry_run else "Removed"
            self.stdout.write(f"{verb} {checkpoint.events_removed} events, up to number {checkpoint.up_to_event_id}.")
