from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from core.parts import Pages

ON_A_PAGE = 20


@require_safe
def search_pages(request: HttpRequest) -> HttpResponse:
    """Guidance by its words. Offers are found elsewhere: their search knows dates, places and clearance."""
    words = request.GET.get("q", "").strip()[:100]
    site = Site.find_for_request(request)
    found = Page.objects.live().public().descendant_of(site.root_page).search(words, operator="and") if words and site else []
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "pages": [entry.specific for entry in page],
        "turning": Pages(page.number, page.paginator.num_pages),
    }
    return render(request, "cms/search_pages.html", context)
