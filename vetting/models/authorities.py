"""Who assures: a council, a trust, a consortium or one school; and the officers who act for it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock
from schools.models import Authority, School
from vetting.enums import AuthorityKind, OfficerRole
from vetting.models.policies import Policy
from vetting.states.partners import LoanState


class VettingAuthorityQuerySet(models.QuerySet["VettingAuthority"]):
    def in_which(self, user: Any, *roles: str) -> "VettingAuthorityQuerySet":
        """Those in which the user holds one of these parts now, or any where none is named."""
        parts = Officer.objects.held_by(user)
        return self.filter(pk__in=(parts.filter(role__in=roles) if roles else parts).values("authority"))


class VettingAuthority(models.Model):
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=AuthorityKind.choices)
    local_authority = models.OneToOneField(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="vetting_authority")
    school = models.OneToOneField(School, null=True, blank=True, on_delete=models.PROTECT, related_name="vetting_authority")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="authorities")
    contact_email = models.EmailField()
    contact_phone = models.CharField(max_length=30, blank=True)
    lado_phone = models.CharField(max_length=30, blank=True)  # the council's designated officer for allegations, whom schools ring
    lado_email = models.EmailField(blank=True)

    objects = VettingAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vetting authorities"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfficerQuerySet(models.QuerySet["Officer"]):
    def acting(self) -> "OfficerQuerySet":
        """Parts that are held now. A borrowed one only on the days of its loan, London's, whether or not somebody has ended it since."""
        today = clock.today()
        borrowed = Q(loan__state=LoanState.ACCEPTED, loan__starts_on__lte=today, loan__ends_on__gte=today)
        return self.filter(Q(loan=None) | borrowed, ended_at=None)

    def held_by(self, user: Any) -> "OfficerQuerySet":
        """Parts that the user holds now. Who is not signed in, or whose account is off, holds none."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.acting().filter(user=user.pk)


class Officer(models.Model):
    """A user's part in a vetting authority: their own, or borrowed by a loan. Superusers have no part unless they hold one here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="officer_roles")
    authority = models.ForeignKey(VettingAuthority, on_delete=models.CASCADE, related_name="officers")
    role = models.CharField(max_length=14, choices=OfficerRole.choices)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    loan = models.OneToOneField("vetting.OfficerLoan", null=True, blank=True, on_delete=models.PROTECT, related_name="part")

    objects = OfficerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"], condition=Q(ended_at__isnull=True, loan__isnull=True), name="vetting_officer_once"
            ),
            models.CheckConstraint(
                condition=Q(loan__isnull=True) | Q(role=OfficerRole.OFFICER), name="vetting_officer_borrowed_as_officer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.authority}"
