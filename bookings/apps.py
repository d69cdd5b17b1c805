import importlib

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"

    def ready(self) -> None:
        for module in ("emails.asking", "emails.changes", "emails.people", "emails.progress", "jobs", "receivers", "retention"):
            importlib.import_module(f"bookings.{module}")
