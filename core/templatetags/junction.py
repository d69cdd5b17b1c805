"""Tags for our own pages. Load with {% load junction %}."""

from typing import Any

from django import forms, template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from core.doors import DOORS, Door, door_of
from core.forms import dress, render_error_summary
from core.tiles import tile as draw_tile

register = template.Library()


@register.simple_tag
def area_name() -> str:
    """The area that this installation serves."""
    return settings.AREA_NAME


@register.simple_tag
def doors() -> tuple[Door, ...]:
    """The three ways in, in their order."""
    return DOORS


@register.filter
def door(kind: str) -> Door:
    """The way in of an offer's kind, with css, name and plural."""
    return door_of(kind)


@register.simple_tag
def tile(kind: str, subject: str, seed: object, title: str = "", css: str = "jn-tile", *, tall: bool = False) -> SafeString:
    """The picture of an offer without a photograph. The title helps to choose a picture, and is not shown."""
    return mark_safe(draw_tile(kind, subject, seed, title=title, css=css, tall=tall))  # noqa: S308  # made of our own shapes


@register.simple_tag
def error_summary(*forms_or_formsets: Any) -> SafeString:
    """What to put right in these forms and formsets, or nothing."""
    return render_error_summary(*(form for form in forms_or_formsets if form))


@register.filter
def dressed(form: forms.BaseForm) -> forms.BaseForm:
    """A package's form in our markup."""
    return dress(form)
