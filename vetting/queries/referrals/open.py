"""Which prompts are open for whom, and about whom one is."""

from typing import Any

from accounts.models import User
from directory.models import Person, Provider
from vetting.enums import OfficerRole
from vetting.models import Clearance, ReferralPrompt
from vetting.models.referrals import ReferralPromptQuerySet
from vetting.queries.cases.notices import providers_of
from vetting.queries.clearances.evidence import subject_of


def referrals_open_for(user: Any) -> ReferralPromptQuerySet:
    return ReferralPrompt.objects.visible_to(user).still_open()


def about(clearance: Clearance) -> tuple[Provider | None, Person | None]:
    """The provider where there is just one; the person where the clearance is one's. Neither for a place of a school's own."""
    concerned = list(providers_of(subject_of(clearance))[:2])
    return (concerned[0] if len(concerned) == 1 else None), clearance.person


def leads_to_tell(prompt: ReferralPrompt) -> list[User]:
    """Leads who may see it; nobody else, even where there is none."""
    parts = prompt.authority.officers.acting().filter(role=OfficerRole.LEAD)
    leads = User.objects.filter(pk__in=parts.values("user"), is_active=True).order_by("pk")
    return [lead for lead in leads if ReferralPrompt.objects.visible_to(lead).filter(pk=prompt.pk).exists()]
