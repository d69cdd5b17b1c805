"""What the public may find: offers and providers on show today, and pages that are published. Nothing before it is cleared."""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from directory.models import Offer, Provider
from portal.queries.offers import open_providers


class OfferSitemap(Sitemap[Offer]):
    def items(self) -> QuerySet[Offer]:
        return Offer.objects.shown_to_public().order_by("pk")

    def location(self, item: Offer) -> str:
        return reverse("portal:offer", args=[item.slug])

    def lastmod(self, item: Offer) -> datetime.datetime:
        return item.updated_at


class ProviderSitemap(Sitemap[Any]):
    def items(self) -> QuerySet[Provider]:
        return open_providers(for_schools=False).annotate(changed=Max("offers__updated_at")).order_by("pk")

    def location(self, item: Provider) -> str:
        return reverse("portal:provider", args=[item.slug])


SITEMAPS = {"pages": PageSitemap, "offers": OfferSitemap, "providers": ProviderSitemap}
