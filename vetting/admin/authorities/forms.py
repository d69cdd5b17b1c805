"""What leads and administrators fill in about who acts for an authority."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from directory.enums import ActivityNature, Setting
from vetting.admin.forms import DateInput
from vetting.enums import ClearanceLevel, OfficerRole
from vetting.models import Officer, VettingAuthority
from vetting.queries.assurance.others import OtherStatement
from vetting.queries.assurance.recognitions import LEVELS
from vetting.queries.authorities.officers import account_of


class AppointForm(forms.Form):
    email = forms.EmailField(label=_("Their e-mail address"), help_text=_("The one with which they sign in here."))
    role = forms.ChoiceField(label=_("Part"), choices=OfficerRole.choices, widget=forms.RadioSelect)

    def clean_email(self) -> User:
        user = account_of(self.cleaned_data["email"])
        if user is None:
            raise forms.ValidationError(_g("Nobody signs in with this address. Ask them to make an account first, then appoint them."))
        return user


class RecogniseForm(forms.Form):
    """At most what the other authority said: its activities, its places, its level, its last day."""

    natures = forms.MultipleChoiceField(label=_("For these activities"), widget=forms.CheckboxSelectMultiple)
    settings_allowed = forms.MultipleChoiceField(label=_("At these places"), widget=forms.CheckboxSelectMultiple)
    level = forms.ChoiceField(label=_("At most"), widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    expires_on = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, *args: Any, said: OtherStatement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = LEVELS[: LEVELS.index(said.statement.level) + 1]
        self.fields["natures"].choices = [(one, ActivityNature(one).label) for one in said.natures]  # type: ignore[attr-defined]  # a choice field
        self.fields["settings_allowed"].choices = [(one, Setting(one).label) for one in said.settings]  # type: ignore[attr-defined]  # a choice field
        self.fields["level"].choices = [(one, ClearanceLevel(one).label) for one in levels]  # type: ignore[attr-defined]  # a choice field


class PartChoice(forms.ModelChoiceField):
    def label_from_instance(self, part: Officer) -> str:
        return f"{part.user.name}, {part.authority}"


class DaysForm(forms.Form):
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput, help_text=_("The part ends by itself at midnight after it."))


class AskLoanForm(DaysForm):
    officer = PartChoice(label=_("Whom"), queryset=Officer.objects.none(), widget=forms.RadioSelect, empty_label=None)
    field_order = ("officer", "starts_on", "ends_on")

    def __init__(self, *args: Any, parts: QuerySet[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = parts  # type: ignore[attr-defined]  # a ModelChoiceField


class OfferLoanForm(DaysForm):
    officer = forms.ModelChoiceField(label=_("Whom"), queryset=User.objects.none(), widget=forms.RadioSelect, empty_label=None)
    borrower = forms.ModelChoiceField(label=_("To"), queryset=VettingAuthority.objects.none(), widget=forms.RadioSelect, empty_label=None)
    field_order = ("officer", "borrower", "starts_on", "ends_on")

    def __init__(self, *args: Any, officers: QuerySet[User], borrowers: QuerySet[VettingAuthority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["borrower"].queryset = borrowers  # type: ignore[attr-defined]  # a ModelChoiceField
