"""Mails from templates: the same words as plain text and as HTML, in one frame."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from core.outbox import Mail

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST_SUBJECT = 200


def render(template: str, context: Mapping[str, Any], *, subject: "StrOrPromise") -> Mail:
    """The mail of templates/emails/<template>.txt and .html; both extend emails/base and fill its `content` block.

    Beside `context` the templates see `subject`, `site_address` and `area_name`.
    """
    line = " ".join(str(subject).split())[:LONGEST_SUBJECT]
    seen = {**context, "subject": line, "site_address": settings.SITE_ADDRESS, "area_name": settings.AREA_NAME}
    return Mail(subject=line, text=_plain(f"emails/{template}.txt", seen), html=get_template(f"emails/{template}.html").render(seen))


def absolute(path: str) -> str:
    """The whole address of a path of this site, for mails, feeds and calendars."""
    return f"{settings.SITE_ADDRESS}/{path.lstrip('/')}"


def _plain(name: str, context: Mapping[str, Any]) -> str:
    """Plain text is not HTML: nothing is escaped in it, and the gaps that template tags leave are closed."""
    template = get_template(name).template  # type: ignore[attr-defined]  # Django's own engine has it, its base class does not say so
    text = str(template.render(Context(dict(context), autoescape=False)))
    lines = [line.rstrip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
