"""Photos of an offer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import Form
from directory.models import Offer, OfferPhoto
from directory.services import photos

ALT_HINT = _("For those who cannot see it: what is in the picture, in a sentence.")


class PhotoForm(Form):
    image = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 10 MB. Of things and places: no pupils, and nobody who has not agreed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": _("This file is empty. Choose another"), "required": _("Choose a picture")},
    )
    alt_text = forms.CharField(label=_("What it shows"), max_length=160, min_length=3, help_text=ALT_HINT)

    def store(self, *, by: User, offer: Offer) -> OfferPhoto:
        return photos.add_photo(by=by, offer=offer, upload=self.cleaned_data["image"], alt_text=self.cleaned_data["alt_text"])


class AltTextForm(Form):
    alt_text = forms.CharField(label=_("What it shows"), max_length=160, min_length=3, help_text=ALT_HINT)

    def store(self, *, by: User, photo: OfferPhoto) -> OfferPhoto:
        return photos.edit_alt_text(by=by, photo=photo, alt_text=self.cleaned_data["alt_text"])
