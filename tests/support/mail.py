"""Mail servers that misbehave: the machine's edge of the outbox."""

import os
import signal
import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend


class RefusingBackend(BaseEmailBackend):
    """Says "try later" to everything."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (450, b"try later") for message in email_messages})


class DeadlyBackend(FileBackend):
    """Kills its process before or after it accepts, as OUTBOX_DIES says; what it accepts lies in EMAIL_FILE_PATH."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if os.environ["OUTBOX_DIES"] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        accepted = super().send_messages(email_messages)
        os.kill(os.getpid(), signal.SIGKILL)
        return accepted
