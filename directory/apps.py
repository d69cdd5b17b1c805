import importlib

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        for module in ("emails", "retention"):
            importlib.import_module(f"directory.{module}")
