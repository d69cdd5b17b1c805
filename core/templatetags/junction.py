"""Tags for our own pages. Load with {% load junction %}."""

from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.distance_map import Place, draw_lines, place_stops
from core.doors import DOORS, Door, door_of
from core.forms import dress, render_error_summary
from core.tiles import roundel as draw_roundel
from core.tiles import tile as draw_tile

register = template.Library()

# States of the life cycles (and answers to yes-or-no questions) that are more than a plain fact. Everything else is plain.
GOOD = "approved cleared completed confirmed delivered free listed reinstated verified yes"
ASK = "agreed claimed discuss held in_review open pending recommended recorded requested waiting_on_provider with_notice"
BAD = "at_risk cancelled declined did_not_happen expired lapsed no revoked suspended"
TONES = {state: name for name, states in (("good", GOOD), ("ask", ASK), ("bad", BAD)) for state in states.split()}


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
def tile(kind: str, subject: str, seed: object, css: str = "jn-tile", *, tall: bool = False) -> SafeString:
    """The picture of an offer without a photograph."""
    return mark_safe(draw_tile(kind, subject, seed, css=css, tall=tall))  # noqa: S308  # made of our own shapes


@register.simple_tag
def error_summary(*forms_or_formsets: Any) -> SafeString:
    """What to put right in these forms and formsets, or nothing."""
    return render_error_summary(*(form for form in forms_or_formsets if form))


@register.filter
def dressed(form: forms.BaseForm) -> forms.BaseForm:
    """A package's form in our markup."""
    return dress(form)


@register.filter
def tone(state: str) -> str:
    """How a state feels to the reader, which colours its tag: good, ask (somebody's move), bad or plain."""
    return TONES.get(str(state), "plain")


@register.simple_tag
def distance_map(places: Sequence[Place]) -> dict[str, Any]:
    """The stops and lines of a map, for components/distance_map.html."""
    stops = place_stops(places)
    return {"stops": stops, "lines": mark_safe(draw_lines(stops))}  # noqa: S308  # made of numbers and our own colours


@register.simple_tag
def roundel(motif: str, door_css: str, palette: int, x: float, y: float, radius: float) -> SafeString:
    """A motif in a disc, as a part of a larger drawing."""
    return mark_safe(draw_roundel(motif, door_css, palette, x=x, y=y, radius=radius))  # noqa: S308  # made of our own shapes


@register.simple_block_tag
def box(content: SafeString, heading: str, name: str, css: str = "jn-wed") -> SafeString:
    """The one thing on a page that asks for action, which stays in sight: {% box heading="…" name="ask" css=door.css %}…{% endbox %}."""
    return SafeString(render_to_string("components/box.html", {"content": content, "heading": heading, "name": name, "css": css}))
