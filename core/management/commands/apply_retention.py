from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.exceptions import DomainError
from core.queries.retention import outlook, rules_named
from core.retention import Action, all_rules
from core.services.retention import RetentionFailedError, apply_retention


class Command(BaseCommand):
    help = "Takes away what is no longer kept, rule by rule. The schedule does so each night. Safe to stop and to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rules", nargs="*", metavar="RULE", help="only these; all of them where none is named")
        parser.add_argument("--dry-run", action="store_true", help="list what would go, by number, and change nothing")

    def handle(self, *args: Any, rules: Sequence[str], dry_run: bool = False, **options: Any) -> None:
        try:
            chosen = rules_named(rules) if rules else all_rules()
        except KeyError as unknown:
            raise CommandError(f"There is no rule {unknown}. These are: {', '.join(rule.name for rule in all_rules())}.") from None
        if dry_run:
            self._list({rule.name for rule in chosen})
            return
        try:
            runs = apply_retention(rules=chosen)
        except (RetentionFailedError, DomainError) as refusal:
            raise CommandError(str(refusal)) from refusal
        for run in runs:
            self.stdout.write(f"{run.rule}: {run.rows} done{f', {run.held} kept by a hold' if run.held else ''}")
        self.stdout.write(f"{sum(run.rows for run in runs)} rows in all.")

    def _list(self, chosen: set[str]) -> None:
        for one in outlook():
            rule = one.rule
            if rule.name not in chosen:
                continue
            verb = "to be looked at by a person" if rule.action is Action.REVIEW else f"would be {rule.action.label}"
            numbers = f" ({', '.join(one.examples)}{', …' if one.due > len(one.examples) else ''})" if one.examples else ""
            held = f"; {one.held} kept by a hold" if one.held else ""
            self.stdout.write(f"{rule.name}: {one.due} {verb}{numbers}{held}")
        self.stdout.write("This was a dry run: nothing was changed.")
