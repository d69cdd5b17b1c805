"""Who meets the pupils."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.widgets import Radios
from directory.enums import EngagementBasis
from directory.forms.guarded import GuardedForm, offer_only
from directory.models import Provider, ProviderPerson
from directory.services import people
from directory.services.providers import is_only_an_individual

ENGAGEMENT_HINTS = {
    EngagementBasis.PAID_SELF_EMPLOYED.value: _("They send their own invoices."),
    EngagementBasis.PAID_BY_PROVIDER.value: _("You employ them."),
    EngagementBasis.VOLUNTEER.value: _("At most their expenses are paid."),
}


def _first_person(provider: Provider, user: User) -> dict[str, Any]:
    """Somebody who teaches in their own name is most likely to begin with themselves."""
    if not is_only_an_individual(provider) or provider.provider_people.exists():
        return {}
    return {"name": user.name, "is_me": True}


class PersonForm(GuardedForm):
    """A person and their part in the provider, asked as one."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        min_length=2,
        help_text=_("For schools that book, and for the officers who check. Never public."),
    )
    public_name = forms.CharField(
        label=_("Name for the public"), max_length=80, min_length=2, help_text=_("First name and what they do, like “Rosa, gardener”.")
    )
    is_me = forms.BooleanField(label=_("This is me"), required=False)

    class Meta:
        model = ProviderPerson
        fields = ["role_title", "about", "engagement", "is_safeguarding_lead"]
        labels = {
            "role_title": _("What they are with you"),
            "about": _("What they know"),
            "engagement": _("How they work with you"),
            "is_safeguarding_lead": _("Answers for safeguarding with us"),
        }
        help_texts = {
            "role_title": _("Like “Head gardener”."),
            "about": _("Public. What they know and have done, not where they live."),
            "engagement": _("It decides which checks the law allows us to ask for."),
            "is_safeguarding_lead": _("The person whom a school or an officer rings about a worry."),
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 3, "maxlength": 400}),
            "engagement": Radios(hints=ENGAGEMENT_HINTS),
        }

    field_order = ["name", "public_name", "is_me", "role_title", "about", "engagement", "is_safeguarding_lead"]

    def __init__(self, *args: Any, user: User, provider: Provider, **kwargs: Any) -> None:
        link: ProviderPerson | None = kwargs.get("instance")
        of_person = {"name": link.person.name, "public_name": link.person.public_name} if link else _first_person(provider, user)
        super().__init__(*args, **kwargs, initial=of_person)
        self.provider, self.user = provider, user
        offer_only(self, "engagement", EngagementBasis.choices)
        if link or provider.provider_people.filter(person__user=user, left_on__isnull=True).exists():
            del self.fields["is_me"]

    def store(self, *, by: User) -> ProviderPerson:
        answers = self.answers()
        is_me = answers.pop("is_me", False)
        if self.instance.pk:
            return people.edit_person(
                by=by, link=ProviderPerson.objects.select_related("person", "provider").get(pk=self.instance.pk), **answers
            )
        return people.add_person(by=by, provider=self.provider, user=by if is_me else None, **answers)
