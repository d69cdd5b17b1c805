"""Loading many rows at once with COPY, for measurements."""

import itertools
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

BATCH = 500  # rows handed over at once: the driver waits for the server at each


def fields_of(instance: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


def counted(model: type[models.Model], rows: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """With keys that go on from what the table holds."""
    highest = model._default_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
    return enumerate(rows, start=highest + 1)


def copy(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY: what a row does not say is the model's default. The text is ours, so nothing in it needs escaping."""
    fields = [(field, field.attname) for field in model._meta.concrete_fields]
    columns = ", ".join(f'"{field.column}"' for field, _name in fields)
    lines = ("\t".join(as_text(field, row[name] if name in row else field.get_default()) for field, name in fields) + "\n" for row in rows)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as sink:
        while batch := list(itertools.islice(lines, BATCH)):
            sink.write("".join(batch))


def as_text(field: "models.Field[Any, Any]", value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"
    return str(value)


@contextmanager
def without_index(name: str) -> Iterator[None]:
    """Made anew afterwards, which is quicker than keeping it while all rows are written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {name}")
        yield
        cursor.execute(definition)
