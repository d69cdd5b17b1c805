from typing import Any

from django.core.management.base import BaseCommand

from cms.starter import set_up_pages


class Command(BaseCommand):
    help = "Makes the home page and the pages of guidance that are missing. Leaves what is there as editors left it."

    def handle(self, *args: Any, **options: Any) -> None:
        made = set_up_pages()
        self.stdout.write(f"Made {len(made)} pages: {', '.join(made)}." if made else "Nothing to do: the pages are there.")
