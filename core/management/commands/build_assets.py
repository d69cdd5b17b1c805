from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.assets import AssetError, Workshop, build


class Command(BaseCommand):
    help = "Builds the style sheet, scripts, typeface and icons. Does nothing where they are up to date."
    requires_system_checks = []  # runs before there is a database or a style sheet to check

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even if nothing has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        workshop = Workshop(root=Path(settings.BASE_DIR), target=Path(settings.STATICFILES_DIRS[0]))
        try:
            made = build(workshop, force=options["force"])
        except AssetError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Style sheets and scripts built." if made else "Style sheets and scripts are up to date.")
