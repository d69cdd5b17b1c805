from schools.queries.groups import years_taught
from tests.factories.schools import SchoolFactory


def test_years_taught_are_those_of_the_schools_ages() -> None:
    school = SchoolFactory.build(low_age=5, high_age=9)

    assert years_taught(school) == [(1, "Year 1"), (2, "Year 2"), (3, "Year 3"), (4, "Year 4")]


def test_years_taught_keep_what_is_named_besides() -> None:
    school = SchoolFactory.build(low_age=5, high_age=7)

    assert [year for year, _label in years_taught(school, besides=[6])] == [1, 2, 6]


def test_years_taught_are_all_where_the_register_has_no_ages() -> None:
    school = SchoolFactory.build(low_age=None, high_age=11)

    assert len(years_taught(school)) == 16
