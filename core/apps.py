import importlib
from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Kernel"

    def ready(self) -> None:
        for module in ("jobs", "retaining"):
            importlib.import_module(f"core.{module}")
        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(**_signal: Any) -> None:
    """The cache lies in the database and counts attempts to sign in: without its table nobody could."""
    call_command("createcachetable", verbosity=0)
