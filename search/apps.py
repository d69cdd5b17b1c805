import importlib

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        for module in ("receivers", "jobs"):
            importlib.import_module(f"search.{module}")
