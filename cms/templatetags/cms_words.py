"""Rich text in our own typography."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()

CLASSES = {
    "p": "govuk-body",
    "h3": "govuk-heading-s",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
}
OPENING = re.compile(r"<(p|h3|ul|ol|a)(?=[\s>])")


@register.filter
def in_type(value: RichText | str) -> SafeString:
    """Editors' text with the classes that our style sheet knows. Wagtail's own cleaning leaves no classes of theirs."""
    source = value.source if isinstance(value, RichText) else value
    html = expand_db_html(source)
    return mark_safe(OPENING.sub(lambda match: f'<{match[1]} class="{CLASSES[match[1]]}"', html))  # noqa: S308  # cleaned by Wagtail
