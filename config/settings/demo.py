"""The demo: anybody can be anybody, mails are shown on a page instead of sent. Refused by production settings."""

from config import env
from config.settings.base import *  # noqa: F403  # settings are layered by import, as Django documents

DEMO = True
GALLERY = True
SECRET_KEY = "demo-only"  # noqa: S105  # guards made-up people
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
OUTBOX_KEEPS_BODIES = True
OFFICERS_NEED_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SITE_ADDRESS = env.text("SITE_ADDRESS", f"http://localhost:{env.number('PORT', 8000)}")
