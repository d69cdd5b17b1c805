"""A worker that delivers the outbox through a mail server that kills it. Run as a module, with DATABASE_URL and EMAIL_FILE_PATH set."""

import os

import django
from django.conf import settings
from django.test import override_settings


def main() -> None:
    django.setup()
    from core.outbox import decides  # noqa: PLC0415  # models exist only after the set-up
    from core.services.delivery import deliver_due  # noqa: PLC0415  # as above
    from tests.factories.core import mail  # noqa: PLC0415  # as above

    decides("test.hello")(lambda message: mail())
    with override_settings(EMAIL_BACKEND="tests.support.mail.DeadlyBackend", EMAIL_FILE_PATH=os.environ["EMAIL_FILE_PATH"]):
        deliver_due()
    raise SystemExit(f"still alive, with {settings.EMAIL_BACKEND}")


if __name__ == "__main__":
    main()
