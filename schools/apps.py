import importlib

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"

    def ready(self) -> None:
        for module in ("emails", "jobs", "retention"):
            importlib.import_module(f"schools.{module}")
