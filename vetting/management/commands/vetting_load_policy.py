"""manage.py vetting_load_policy FILE: publish a policy of vetting."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vetting.exceptions import PolicyError
from vetting.services.policies.publishing import load_policy


class Command(BaseCommand):
    help = "Check a policy file and publish it. Safe to run again; a published version is never edited."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the policy, for example data/vetting_policy_england_2026_09.yaml")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            policy, is_new = load_policy(text=path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{path} can't be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{path} is not a text in UTF-8.") from error
        except PolicyError as error:
            raise CommandError(f"{path}: {error.message}") from error
        self.stdout.write(f"{policy}: published." if is_new else f"{policy}: there already, unchanged.")
