from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.answering import answer_button, answer_form
from directory.forms.photos import AltTextForm, PhotoForm
from directory.models import OfferPhoto
from directory.queries.working import working_version
from directory.services import photos
from directory.views.own import offer_of, user_of


@login_required
@require_http_methods(["GET", "POST"])
def edit_photos(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The pictures of an offer, and a form for one more."""
    offer = offer_of(request, slug, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request), offer=offer),
        template="directory/offer_photos.html",
        context={"provider": offer.provider, "offer": offer, "version": working_version(offer), "photos": offer.photos.all()},
        then=lambda photo: reverse("directory:offer-photos", args=[slug, pk]),
        done=_("Saved. Schools see it once an officer has: send the offer in when you are ready."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit_photo(request: HttpRequest, slug: str, pk: int, photo_pk: int) -> HttpResponse:
    photo = _photo(request, slug, pk, photo_pk)
    form = AltTextForm(request.POST or None, initial={"alt_text": photo.alt_text})
    return answer_form(
        request,
        form,
        lambda: form.store(by=user_of(request), photo=photo),
        template="directory/photo_form.html",
        context={"provider": photo.offer.provider, "offer": photo.offer, "photo": photo},
        then=lambda changed: reverse("directory:offer-photos", args=[slug, pk]),
        done=_("Saved."),
    )


@login_required
@require_POST
def remove_photo(request: HttpRequest, slug: str, pk: int, photo_pk: int) -> HttpResponse:
    photo = _photo(request, slug, pk, photo_pk)
    back = reverse("directory:offer-photos", args=[slug, pk])
    return answer_button(request, lambda: photos.remove_photo(by=user_of(request), photo=photo), then=back, done=_("The picture is gone."))


@login_required
@require_POST
def put_photo_first(request: HttpRequest, slug: str, pk: int, photo_pk: int) -> HttpResponse:
    photo = _photo(request, slug, pk, photo_pk)
    back = reverse("directory:offer-photos", args=[slug, pk])
    return answer_button(
        request, lambda: photos.put_first(by=user_of(request), photo=photo), then=back, done=_("This picture is now on the card.")
    )


def _photo(request: HttpRequest, slug: str, pk: int, photo_pk: int) -> OfferPhoto:
    photos_of_offer = OfferPhoto.objects.filter(offer=offer_of(request, slug, pk)).select_related("offer__provider")
    return get_object_or_404(photos_of_offer, pk=photo_pk)
