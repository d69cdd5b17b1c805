"""Write the index of offers anew. Safe at any time, and again after it was broken off; search goes on answering meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand

from search.services.index import rebuild


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        rebuilt = rebuild(progress=self._say)
        self.stdout.write(f"{rebuilt.indexed} offers in the index, {rebuilt.removed} taken out of it, {rebuilt.words} words known.")

    def _say(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total}", ending="\n" if done == total else "\r")
