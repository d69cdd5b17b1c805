"""What a school's groups can be made of."""

from collections.abc import Collection

from schools.enums import YearGroup
from schools.models import School


def years_taught(school: School, *, besides: Collection[int] = ()) -> list[tuple[int, str]]:
    """The years that the school's ages span, and those named besides, as choices; all where the register has no ages."""
    if school.low_age is None or school.high_age is None:
        return [(int(value), str(label)) for value, label in YearGroup.choices]
    # Pupils of Year 1 are five when it begins and six when it ends.
    span = range(school.low_age - 4, school.high_age - 4)
    return [(int(value), str(label)) for value, label in YearGroup.choices if value in span or value in besides]
