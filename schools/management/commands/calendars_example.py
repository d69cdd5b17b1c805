"""manage.py calendars_example: a calendar to begin with for each authority that has none."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools.models import Authority
from schools.services.calendars import create_example_calendars


class Command(BaseCommand):
    help = (
        "Give each authority an example calendar for this academic year and the next, where it has none: six half-terms, staff training "
        "days and bank holidays. It is shown as an example until an officer or the school confirms it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--authority", nargs="+", default=[], metavar="CODE", help="only for these LA codes")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = set(options["authority"])
        authorities = list(Authority.objects.filter(code__in=codes) if codes else Authority.objects.all())
        unknown = sorted(codes.difference(authority.code for authority in authorities))
        if unknown:
            raise CommandError(f"No authority has the LA code {', '.join(unknown)}. Import the register of schools first.")
        made = create_example_calendars(authorities=authorities)
        for calendar in made:
            self.stdout.write(f"{calendar}: example made")
        self.stdout.write(f"{len(made)} made, {2 * len(authorities) - len(made)} there already.")
