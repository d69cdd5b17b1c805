"""Pages that editors write in Wagtail. Offers, providers and everything that is booked or vetted are never pages."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms import blocks
from cms.queries import featured_offers, offers_behind_doors
from core import clock
from directory.cards import offer_card
from search.dates import whens


def _count_words(offers: int) -> str:
    return ngettext("%(number)s offer", "%(number)s offers", offers) % {"number": offers} if offers else ""


class FeaturedRule(models.TextChoices):
    """Which offers the home page shows. A rule, never a hand-picked list: that would go stale, and somebody would be left out."""

    EACH_DOOR = "each_door", _("The newest, with every door among them")
    NEWEST = "newest", _("The newest")
    NONE = "none", _("None")


class HomePage(Page):
    hero_title = models.CharField(_("title"), max_length=90)
    hero_lead = models.TextField(_("lead"), max_length=300)
    search_place = models.CharField(_("where the search begins"), max_length=8, blank=True, help_text=_("A postcode or its first half."))
    search_ideas = StreamField([("idea", blocks.Idea())], verbose_name=_("searches to try"), blank=True, max_num=4)
    wednesday_text = models.TextField(_("Wednesday afternoons"), max_length=200)
    third_space_text = models.TextField(_("third spaces"), max_length=200)
    challenge_text = models.TextField(_("personal challenges"), max_length=200)
    featured_title = models.CharField(_("title above the offers"), max_length=60, blank=True)
    featured_rule = models.CharField(_("which offers"), max_length=12, choices=FeaturedRule.choices, default=FeaturedRule.EACH_DOOR)
    sections = StreamField(blocks.home_blocks(), verbose_name=_("sections"), blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_lead"), FieldPanel("search_place"), FieldPanel("search_ideas")], heading=_("Top")
        ),
        MultiFieldPanel([FieldPanel("wednesday_text"), FieldPanel("third_space_text"), FieldPanel("challenge_text")], heading=_("Doors")),
        MultiFieldPanel([FieldPanel("featured_title"), FieldPanel("featured_rule")], heading=_("Offers")),
        FieldPanel("sections"),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        texts = (self.wednesday_text, self.third_space_text, self.challenge_text)
        context["doors"] = [
            (way.door, f"{reverse('search:offers')}?door={way.code}", text, _count_words(way.offers))
            for way, text in zip(offers_behind_doors(), texts, strict=True)
        ]
        context["whens"] = [(value, asked.label) for value, asked in whens(None, clock.today()).items()]
        context["featured"] = [offer_card(offer) for offer in featured_offers(self.featured_rule, self.search_place)]
        return context


class StandardPage(Page):
    """A page of plain words: about, privacy, terms."""

    lead = models.CharField(max_length=300, blank=True)
    body = StreamField(blocks.standard_blocks(), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    template = "cms/standard_page.html"

    class Meta:
        verbose_name = _("standard page")


class GuidancePage(Page):
    """A page that explains how to do something, step by step. May have pages below it."""

    lead = models.CharField(max_length=300, blank=True)
    body = StreamField(blocks.guidance_blocks(), blank=True)
    shows_contents = models.BooleanField(_("list the headings at the top"), default=False)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("shows_contents"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.GuidancePage"]
    subpage_types = ["cms.GuidancePage"]
    template = "cms/guidance_page.html"

    class Meta:
        verbose_name = _("guidance page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["contents"] = [block for block in self.body if block.block_type == "heading"] if self.shows_contents else []
        return context
