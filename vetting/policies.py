"""Who may do what in vetting. Superusers are nobody here unless they hold a part: four eyes bind them too."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from directory.models import Offer, Person, Provider, ProviderMember, Venue
from schools.enums import SchoolRole
from schools.models import School
from schools.policies import has_role
from vetting.enums import OfficerRole
from vetting.models import Case, Check, Clearance, Officer, Suspension, VettingAuthority

Visitor = AbstractBaseUser | AnonymousUser
CheckSubject = Person | Provider | Venue | Offer
WORKING = (OfficerRole.OFFICER, OfficerRole.LEAD)
