from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from core import clock
from directory.models import Offer, OfferVersion
from directory.policies import can_edit_offer
from portal.cards.navigation import school_part
from portal.cards.offers import OfferPage, offer_page
from portal.cards.school_dates import SchoolDates, school_dates
from portal.cards.structured import course_data
from portal.queries.offers import open_offers, version_beside, was_open
from portal.queries.parts import Part
from schools.enums import SchoolRole
from schools.models import School


@require_safe
def show_offer(request: HttpRequest, slug: str) -> HttpResponse:
    """An offer for whoever may see it; for its own people also before it is listed, and its pending edit with ?version=next."""
    part = school_part(request)
    for_schools = part is not None
    offer = open_offers(for_schools=for_schools).filter(slug=slug).first()
    if offer is None or "version" in request.GET:
        preview = _preview(request, slug)
        if preview:
            return _render(request, preview)
    if offer is None or offer.approved_version is None:
        return show_unavailable(request, known=was_open(slug, for_schools=for_schools))
    if part is None:
        return _render(request, offer_page(offer, offer.approved_version, for_schools=False))
    return _for_school(request, offer, offer.approved_version, part)


def show_unavailable(request: HttpRequest, *, known: bool) -> HttpResponse:
    """What has been on show and is not now reads the same for whatever reason; what never was is not found."""
    if not known:
        raise Http404
    return render(request, "portal/unavailable.html", status=404)


def _for_school(request: HttpRequest, offer: Offer, version: OfferVersion, part: Part) -> HttpResponse:
    """With the school's own dates and times."""
    school = School.objects.select_related("authority").get(pk=part.pk)
    version.offer = offer
    dates = school_dates(school, version, can_ask=part.has_role(SchoolRole.COORDINATOR) and school.is_bookable_on(clock.today()))
    return _render(request, offer_page(offer, version, for_schools=True, starts=school.session_starts), dates)


def _preview(request: HttpRequest, slug: str) -> OfferPage | None:
    own = Offer.objects.editable_by(request.user).select_related("approved_version__venue", "provider").prefetch_related("photos")
    offer = own.filter(slug=slug).first()
    if offer is None:
        return None
    version: OfferVersion | None = version_beside(offer) or offer.approved_version
    return offer_page(offer, version, for_schools=True, is_preview=True) if version else None


def _render(request: HttpRequest, page: OfferPage, dates: SchoolDates | None = None) -> HttpResponse:
    is_own = SimpleLazyObject(lambda: can_edit_offer(request.user, page.offer))
    data = "" if page.is_preview else course_data(page)
    return render(request, "portal/offer.html", {"page": page, "dates": dates, "is_own": is_own, "structured_data": data})
