"""A legal hold: whatever hangs on a thing is kept, past every period of retention, until somebody else lifts it."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from directory.models import Person, Provider
from schools.models import School
from vetting.enums import HoldReason, OfficerRole
from vetting.models.authorities import Officer, VettingAuthority

ONE_THING = (
    Q(provider__isnull=False, person__isnull=True, school__isnull=True, booking__isnull=True)
    | Q(provider__isnull=True, person__isnull=False, school__isnull=True, booking__isnull=True)
    | Q(provider__isnull=True, person__isnull=True, school__isnull=False, booking__isnull=True)
    | Q(provider__isnull=True, person__isnull=True, school__isnull=True, booking__isnull=False)
)
REFERENCE = RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9/. -]*[0-9][A-Za-z0-9/. -]*$")


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def visible_to(self, user: Any) -> "LegalHoldQuerySet":
        """Holds of the authorities in which the user is lead, administrator or auditor."""
        roles = [OfficerRole.LEAD, OfficerRole.ADMINISTRATOR, OfficerRole.AUDITOR]
        parts = Officer.objects.held_by(user).filter(role__in=roles)
        return self.filter(authority__in=parts.values("authority"))

    def standing(self) -> "LegalHoldQuerySet":
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """Why is a code, and where to read on is a reference: what the matter is about is never written here."""

    authority = models.ForeignKey(VettingAuthority, on_delete=models.PROTECT, related_name="holds")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    booking = models.BigIntegerField(null=True, blank=True)  # a plain number: bookings stand above vetting
    name = models.CharField(max_length=200)  # of the thing, when the hold was set
    reason = models.CharField(max_length=20, choices=HoldReason.choices)
    reference = models.CharField(max_length=40, validators=[REFERENCE])
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    review_on = models.DateField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=ONE_THING, name="vetting_hold_one_thing"),
            models.CheckConstraint(condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("set_by")), name="vetting_hold_four_eyes"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True) | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="vetting_hold_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"hold on {self.name}"

    @property
    def kind(self) -> str:
        return next(kind for kind in ("provider", "person", "school", "booking") if self._number(kind) is not None)

    @property
    def thing(self) -> int:
        """The number of what is held."""
        number = self._number(self.kind)
        assert number is not None  # noqa: S101  # the database holds that there is exactly one
        return number

    def _number(self, kind: str) -> int | None:
        number: int | None = getattr(self, kind if kind == "booking" else f"{kind}_id")
        return number
