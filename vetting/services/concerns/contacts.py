"""How schools reach the LADO of an area."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.services import audit
from vetting.enums import OfficerRole
from vetting.exceptions import ConcernError, NotAllowedError
from vetting.models import VettingAuthority
from vetting.policies.roles import holds
from vetting.services.cases.references import TELEPHONE


@transaction.atomic
def set_lado_contact(*, by: User, authority: VettingAuthority, phone: str, email: str) -> VettingAuthority:
    """A lead or an administrator says what schools are shown. Raises ConcernError for a number that nobody could ring."""
    if not holds(by, authority, OfficerRole.LEAD, OfficerRole.ADMINISTRATOR):
        raise NotAllowedError(_("A lead or an administrator of %(authority)s sets this. Ask one.") % {"authority": authority.name})
    number = " ".join(phone.split())
    if number and not TELEPHONE.fullmatch(number):
        raise ConcernError(_("Write a telephone number, like 01670 123456."), field="phone")
    locked = VettingAuthority.objects.select_for_update().get(pk=authority.pk)
    locked.lado_phone, locked.lado_email = number, email
    locked.save(update_fields=["lado_phone", "lado_email"])
    audit.record("authority.lado", locked, by=by, acting_for=locked.name, changed=["lado_phone", "lado_email"])
    return locked
