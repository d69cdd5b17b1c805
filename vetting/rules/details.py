"""What may be written down about a check: what the policy lists for it. Anything else has no place to go."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from vetting.exceptions import CheckRefusedError
from vetting.rules.policy import CheckType, Field

LONGEST_PASTE = 200  # more than anybody types into a field of a form: it was copied from a document
LONG_NUMBER = re.compile(r"(?:\d[ -]?){10,}")  # as on certificates and identity papers
DISCLOSURE = re.compile(r"\b(convict\w*|caution\w*|reprimand\w*|offence\w*|offend\w*|barred)\b", re.IGNORECASE)


def clean_details(check_type: CheckType, details: Mapping[str, Any], *, today: datetime.date, passing: bool) -> dict[str, Any]:
    """The details as they may be kept. Raises CheckRefusedError, naming the field, for anything else."""
    known = {field.name: field for field in check_type.fields}
    for name in details:
        if name not in known:
            raise CheckRefusedError(_("There is no place for this. Nothing but outcomes and dates is kept."), field=name)
    cleaned: dict[str, Any] = {}
    for field in check_type.fields:
        value = details.get(field.name)
        if value in (None, "", []):
            if field.required:
                raise CheckRefusedError(_("Answer “%(field)s”.") % {"field": field.label}, field=field.name)
        else:
            cleaned[field.name] = _clean(field, value, today=today, passing=passing)
    return cleaned


def _clean(field: Field, value: Any, *, today: datetime.date, passing: bool) -> Any:
    if field.type == "date":
        return _date(field, value, today)
    if field.type == "whole_number":
        return _number(field, value, passing=passing)
    cleaners: dict[str, Callable[[Field, Any], Any]] = {
        "choice": _choice,
        "choices": _choices,
        "yes_no": _yes_no,
        "text": _text,
        "link": _link,
    }
    return cleaners[field.type](field, value)


def _refuse(field: Field, message: str) -> CheckRefusedError:
    return CheckRefusedError(message % {"field": field.label}, field=field.name)


def _choice(field: Field, value: Any) -> str:
    if value not in field.options:
        raise _refuse(field, _("Choose one of the answers to “%(field)s”."))
    return str(value)


def _choices(field: Field, value: Any) -> list[str]:
    if not isinstance(value, list | tuple) or any(one not in field.options for one in value):
        raise _refuse(field, _("Choose from the answers to “%(field)s”."))
    return sorted({str(one) for one in value})


def _yes_no(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _refuse(field, _("Answer yes or no to “%(field)s”."))
    return value


def _date(field: Field, value: Any, today: datetime.date) -> str:
    try:
        day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
    except ValueError:
        raise _refuse(field, _("Give “%(field)s” as a date.")) from None
    if day > today and not field.future:
        raise _refuse(field, _("“%(field)s” lies in the future. Give the day on which it happened."))
    return day.isoformat()


def _number(field: Field, value: Any, *, passing: bool) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refuse(field, _("Give “%(field)s” as a whole number."))
    if passing and field.minimum is not None and value < field.minimum:
        raise CheckRefusedError(
            _("“%(field)s” must be at least %(minimum)s for a pass.") % {"field": field.label, "minimum": f"{field.minimum:,}"},
            field=field.name,
        )
    return value


def _text(field: Field, value: Any) -> str:
    return short_text(value, field.label, field.name, field.max_length)


def short_text(value: Any, label: str, name: str, max_length: int) -> str:
    """A few words on one line. Raises CheckRefusedError for what looks copied from a certificate or another document."""
    field = {"field": label}
    text = " ".join(str(value).split())
    if len(text) > LONGEST_PASTE:
        message = _("This looks pasted from a document, and nothing of one is kept. Give “%(field)s” in a few words.")
        raise CheckRefusedError(message % field, field=name)
    if len(text) > max_length:
        raise CheckRefusedError(_("“%(field)s” takes at most %(length)d characters.") % {**field, "length": max_length}, field=name)
    if LONG_NUMBER.search(text):
        raise CheckRefusedError(
            _("“%(field)s” holds a long number, as certificates have. Leave it out: it is not kept.") % field, field=name
        )
    if DISCLOSURE.search(text):
        message = _("“%(field)s” must not say anything that a certificate says. Leave it out: it is not kept.")
        raise CheckRefusedError(message % field, field=name)
    return text


def _link(field: Field, value: Any) -> str:
    try:
        URLValidator(schemes=["http", "https"])(str(value))
    except ValidationError:
        raise _refuse(field, _("Give “%(field)s” as a web address that begins with https://.")) from None
    return str(value)
