"""A database of its own for a measurement, made from the migrations and dropped afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import connection

from config import embedded


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    embedded.ensure_started()
    django.setup()


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    print("Making a database for the measurement …", flush=True)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
