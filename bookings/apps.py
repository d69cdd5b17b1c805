import importlib

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"

    def ready(self) -> None:
        emails = ("emails.asking", "emails.changes", "emails.observing", "emails.people", "emails.progress", "emails.substitutions")
        for module in (*emails, "jobs", "receivers", "retention"):
            importlib.import_module(f"bookings.{module}")
