"""Forgetting what an import overwrote: with it goes the chance to undo."""

from typing import Any

from imports.models import Change


def forget_values(keys: list[Any]) -> None:
    Change.objects.filter(pk__in=keys).update(before={})
