"""Terms and the days on which nobody teaches. A school inherits its authority's calendar and overrides it day by day."""

from django.db import models
from django.db.models import F, Q

from schools.enums import DayPart, NonTeachingKind
from schools.models.registers import Authority, School


class AcademicYear(models.Model):
    code = models.CharField(max_length=7, unique=True)  # 2026-27
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [models.CheckConstraint(condition=Q(starts_on__lt=F("ends_on")), name="schools_academicyear_dates")]

    def __str__(self) -> str:
        return self.code


class Calendar(models.Model):
    """One owner's calendar for one year. Terms of a school's own replace its authority's; single days override one by one."""

    year = models.ForeignKey(AcademicYear, on_delete=models.CASCADE, related_name="calendars")
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.CASCADE, related_name="calendars")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.CASCADE, related_name="calendars")
    is_example = models.BooleanField(default=False)  # shipped as an example until an officer or the school confirms it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authority__isnull=False, school__isnull=True) | Q(authority__isnull=True, school__isnull=False),
                name="schools_calendar_one_owner",
            ),
            models.UniqueConstraint(fields=["year", "authority"], name="schools_calendar_authority_year"),
            models.UniqueConstraint(fields=["year", "school"], name="schools_calendar_school_year"),
        ]

    def __str__(self) -> str:
        return f"{self.authority or self.school} {self.year}"


class Term(models.Model):
    """A half-term block in which schools teach; the half-terms are the gaps between blocks."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="terms")
    code = models.CharField(
        max_length=10,
        choices=[
            ("autumn_1", "Autumn, first half"),
            ("autumn_2", "Autumn, second half"),
            ("spring_1", "Spring, first half"),
            ("spring_2", "Spring, second half"),
            ("summer_1", "Summer, first half"),
            ("summer_2", "Summer, second half"),
        ],
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "code"], name="schools_term_once"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="schools_term_dates"),
        ]

    def __str__(self) -> str:
        return self.get_code_display()

    @property
    def season(self) -> str:
        """autumn, spring or summer: the two halves of a term share it."""
        return self.code.partition("_")[0]


class NonTeachingDay(models.Model):
    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()
    kind = models.CharField(max_length=12, choices=NonTeachingKind.choices)
    part = models.CharField(max_length=3, choices=DayPart.choices, default=DayPart.ALL)
    label = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "date", "part"], name="schools_nonteachingday_once"),
            models.CheckConstraint(condition=Q(part__in=["am", "pm", "all"]), name="schools_nonteachingday_part"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}"
