"""What officers are asked when they bring a register."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from directory.enums import EngagementBasis, ProviderKind
from imports.models import Batch
from imports.policies import authorities_led_by
from imports.queries.suggesting import suggested
from imports.rules.reading import MOST_PASTED
from imports.rules.tables import letter_of
from imports.rules.targets import choices_of
from vetting.queries.policies.content import content_of


class BringForm(forms.Form):
    """A file, or pasted lines: one of the two."""

    authority: Any = forms.ModelChoiceField(label=_("For which authority?"), queryset=None, empty_label=None)
    file = forms.FileField(
        label=_("The register as a file"),
        required=False,
        help_text=_("CSV or an Excel workbook (.xlsx), up to 5 MB and 5,000 lines. The file itself is not kept."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the lines, headings first"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": MOST_PASTED}),
        help_text=_("Copied out of a spreadsheet, or with commas between the cells."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authorities = authorities_led_by(user)
        field: Any = self.fields["authority"]
        field.queryset = authorities
        if len(authorities) == 1:
            field.initial = authorities[0]
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = [bool(cleaned.get("file")), bool((cleaned.get("pasted") or "").strip())]
        if given.count(True) != 1 and not self.errors:
            both = _g("Send a file or paste the lines, not both.")
            self.add_error("file", both if all(given) else _g("Choose the file with your register, or paste its lines below."))
        return cleaned


class MappingForm(forms.Form):
    """One question for each column that may be used, named column_0 and so on, and what holds where a line doesn't say."""

    default_kind = forms.ChoiceField(
        label=_("Kind of provider, where a line doesn't say"), choices=ProviderKind.choices, initial=ProviderKind.CBT_INDIVIDUAL
    )
    default_engagement = forms.ChoiceField(
        label=_("Paid or volunteer, where a line doesn't say"), choices=EngagementBasis.choices, initial=EngagementBasis.VOLUNTEER
    )

    def __init__(self, *args: Any, batch: Batch, samples: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _g("Not used")), *choices_of(content_of(batch.authority.policy))]
        chosen = {at: target for target, at in batch.targets.items()} if batch.targets else suggested(batch)
        for at, heading in enumerate(batch.headings):
            if str(at) not in batch.not_kept:
                sample = samples.get(at, "")
                self.fields[f"column_{at}"] = forms.ChoiceField(
                    label=heading,
                    choices=choices,
                    required=False,
                    initial=chosen.get(at, ""),
                    help_text=_g("Column %(letter)s. %(sample)s") % {"letter": letter_of(at), "sample": sample},
                )
        self.order_fields([*[name for name in self.fields if name.startswith("column_")], "default_kind", "default_engagement"])
        self.not_kept = [(batch.headings[int(at)], what) for at, what in batch.not_kept.items()]

    def columns(self) -> dict[int, str]:
        """What each column is used as, by its position."""
        return {int(name.removeprefix("column_")): value for name, value in self.cleaned_data.items() if name.startswith("column_")}
