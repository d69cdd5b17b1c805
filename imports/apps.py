import importlib

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self) -> None:
        for module in ("emails", "jobs", "retention"):
            importlib.import_module(f"imports.{module}")
