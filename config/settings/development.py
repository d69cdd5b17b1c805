"""Working on the code: debug pages on, mails kept in the outbox only."""

from config.settings.base import *  # noqa: F403  # settings are layered by import, as Django documents
from config.settings.base import STORAGES

DEBUG = True
SECRET_KEY = "development-only"  # noqa: S105  # never used where data matters
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
OUTBOX_KEEPS_BODIES = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
