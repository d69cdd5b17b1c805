"""Typed readers for environment variables. A missing or malformed one names itself."""

import os
from typing import overload

from dateutil.relativedelta import relativedelta


class SettingError(Exception):
    """An environment variable is missing or cannot be read; the message names it and says what it takes."""


@overload
def text(name: str) -> str: ...
@overload
def text(name: str, default: str) -> str: ...
def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise SettingError(f"Set the environment variable {name}: see docs/operations.md.")
    return default


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} takes yes or no, not {value!r}.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} takes a whole number, not {value!r}.") from None


def period(name: str, default: str) -> relativedelta:
    """A length of time: "28 days", "6 months", "7 years"."""
    value = text(name, default)
    count, _space, unit = value.partition(" ")
    length = int(count) if count.isdecimal() else 0
    known = {"day": relativedelta(days=length), "month": relativedelta(months=length), "year": relativedelta(years=length)}
    if length < 1 or unit.removesuffix("s") not in known:
        raise SettingError(f"{name} takes a length of time such as 28 days, 6 months or 7 years, not {value!r}.")
    return known[unit.removesuffix("s")]


def words(name: str, default: str | None = None) -> list[str]:
    """A comma-separated list, blanks dropped."""
    value = text(name) if default is None else text(name, default)
    return [word.strip() for word in value.split(",") if word.strip()]
