from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.services.periodic import run_due


class Command(BaseCommand):
    help = "Runs what is due: call it every minute. Safe to run late, twice, and at once with itself."

    def handle(self, *args: Any, **options: Any) -> None:
        runs = run_due()
        if options["verbosity"] > 1:
            for run in runs:
                self.stdout.write(f"{run.name}: {run.outcome}")
        failed = [run.name for run in runs if run.outcome == "failed"]
        if failed:
            raise CommandError(f"These jobs failed, and are tried again at the next run: {', '.join(failed)}. The log says why.")
