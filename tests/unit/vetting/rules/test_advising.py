import dataclasses
import datetime
from typing import Any

import pytest

from tests.factories.vetting import shipped_content
from vetting.rules.advising import remarks_on

DAY = datetime.date(2026, 11, 28)
LOW = "Food hygiene rating 2, below 3: schools may ask about it. Nothing is kept back for it here."


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"fhrs_rating": 2}, (LOW,)),
        ({"fhrs_rating": 0}, (LOW.replace("2", "0"),)),
        ({"fhrs_rating": 3}, ()),
        ({"la_name": "Northshire"}, ()),
        ({"fhrs_rating": None}, ()),
    ],
)
def test_a_rating_below_three_is_remarked_on(details: dict[str, Any], said: tuple[str, ...]) -> None:
    policy = shipped_content()

    assert remarks_on(policy.by_code["FOOD_REG"], details, policy, DAY) == said


def test_a_check_without_such_a_number_has_no_remarks() -> None:
    policy = shipped_content()

    assert remarks_on(policy.by_code["PLI"], {"cover_gbp": 1}, policy, DAY) == ()


def test_the_authoritys_own_number_counts_from_its_day() -> None:
    policy = shipped_content()
    (shipped,) = [row for row in policy.constants if row.key == "FHRS_MIN"]
    later = dataclasses.replace(shipped, value=4, effective_from=datetime.date(2027, 1, 1))
    own = dataclasses.replace(policy, constants=(*policy.constants, later))

    found = [remarks_on(own.by_code["FOOD_REG"], {"fhrs_rating": 3}, own, day) for day in (DAY, later.effective_from)]

    assert found == [(), ("Food hygiene rating 3, below 4: schools may ask about it. Nothing is kept back for it here.",)]
