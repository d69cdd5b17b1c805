from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.models import Provider
from portal.cards.navigation import school_part
from portal.cards.providers import provider_page
from portal.queries.offers import open_offers, open_providers, provider_was_open
from portal.views.offers import show_unavailable


@require_safe
def show_provider(request: HttpRequest, slug: str) -> HttpResponse:
    """A provider with something to show; for its own people also before."""
    for_schools = school_part(request) is not None
    provider = open_providers(for_schools=for_schools).filter(slug=slug).first()
    own = None if provider else Provider.objects.visible_to(request.user).filter(slug=slug).first()
    found = provider or own
    if found is None:
        return show_unavailable(request, known=provider_was_open(slug, for_schools=for_schools))
    page = provider_page(found, open_offers(for_schools=for_schools).filter(provider=found))
    return render(request, "portal/provider.html", {"page": page, "is_preview": own is not None})
