from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.exceptions import DomainError
from core.models import OutboxMessage
from core.outbox_states import OutboxState
from core.services.outbox import send_again

LOST = [OutboxState.DEAD, OutboxState.UNSURE]


class Command(BaseCommand):
    help = "Lists the mails that were given up, or of which nobody knows whether they went, and sends the named ones again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send-again", nargs="+", type=int, metavar="NUMBER", default=[], help="put these back in line")

    def handle(self, *args: Any, send_again: list[int], **options: Any) -> None:
        for number in send_again:
            self._send_again(number)
        lost = OutboxMessage.objects.filter(state__in=LOST).order_by("pk")
        for message in lost:
            self.stdout.write(f"{message.pk}  {message.get_state_display()}  {message.kind}  to {message.recipient}  {message.last_error}")
        self.stdout.write(f"{len(lost)} lost.")

    def _send_again(self, number: int) -> None:
        try:
            send_again(by=None, message=OutboxMessage.objects.get(pk=number))
        except OutboxMessage.DoesNotExist:
            raise CommandError(f"There is no message {number}.") from None
        except DomainError as refusal:
            raise CommandError(f"Message {number}: {refusal.message}") from refusal
        self.stdout.write(f"{number} is back in line.")
