"""What a lead answers to an appeal: a sentence from a list, which says which way it goes, and a few words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vetting.enums import UPHOLDING, AppealAnswer
from vetting.rules.details import LONGEST_PASTE


def _choices() -> list[tuple[str, str]]:
    upheld = [(one.value, _("Upheld: %(words)s") % {"words": one.label}) for one in UPHOLDING]
    dismissed = [(one.value, _("Dismissed: %(words)s") % {"words": one.label}) for one in AppealAnswer if one not in UPHOLDING]
    return [*upheld, *dismissed]


class DecideForm(forms.Form):
    answer = forms.ChoiceField(label=_("Your decision"), choices=_choices, widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("Message to the provider"),
        help_text=_("What happens next. Not a word about why something was suspended or withdrawn, and nothing of evidence."),
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_PASTE}),
    )
