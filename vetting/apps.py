import importlib

from django.apps import AppConfig


class VettingConfig(AppConfig):
    name = "vetting"

    def ready(self) -> None:
        for module in ("emails", "jobs", "receivers", "retention"):
            importlib.import_module(f"vetting.{module}")
