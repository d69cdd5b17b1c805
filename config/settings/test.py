"""Tests: real PostgreSQL, mails kept in memory, tasks run at once, quick hashes."""

from config.settings.base import *  # noqa: F403  # settings are layered by import, as Django documents
from config.settings.base import DATABASES, STORAGES

SECRET_KEY = "test-only"  # noqa: S105  # guards nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
GALLERY = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # looks for files when asked, so that none need to be collected first
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
OUTBOX_NUDGES = False  # tests deliver when they say so
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}  # nobody misses what a power cut would take
