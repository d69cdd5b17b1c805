"""Who acts for a school, and in which roles."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.enums import SchoolRole
from schools.models.registers import School


class SchoolMember(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="school_memberships")
    job_title = models.CharField(max_length=80, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "user"], condition=Q(left_at__isnull=True), name="schools_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.school}"


class MemberRole(models.Model):
    """A role of a member. The approver role is granted, never taken: the database knows both people."""

    member = models.ForeignKey(SchoolMember, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=SchoolRole.choices)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")  # the member's user, for the check
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "role"], name="schools_memberrole_once"),
            models.CheckConstraint(
                condition=~Q(role=SchoolRole.APPROVER) | Q(granted_by__isnull=True) | ~Q(granted_by=F("holder")),
                name="schools_memberrole_approver_is_granted",
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()
