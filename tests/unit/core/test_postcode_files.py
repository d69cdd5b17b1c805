import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geo import Point
from core.postcode_files import Entry, PostcodeFileError, Rejected, entries

OWN = "postcode,easting,northing"
ONS = "PCD,PCD2,PCDS25,doterm,OSEAST1M,OSNRTH1M,osgrdind,LAT,LONG"


def test_our_own_layout_gives_grid_references() -> None:
    assert list(entries([OWN, "AL1 1DQ,514524,206737", "", "NE236QW,427000,576000"])) == [
        Entry(2, "AL1 1DQ", grid=(514524.0, 206737.0)),
        Entry(4, "NE23 6QW", grid=(427000.0, 576000.0)),
    ]


def test_code_point_open_has_no_header() -> None:
    lines = ['"S1  1AA",10,435000,387000,"E92000001","E19000003","E18000003","","E08000019","E05010871"', "S1 1AB,90,0,0,,,,,,"]

    assert list(entries(lines)) == [Entry(1, "S1 1AA", grid=(435000.0, 387000.0)), Entry(2, "S1 1AB")]


def test_the_ons_directory_is_read_by_its_names_in_any_case() -> None:
    lines = [
        ONS,
        "BT1 1AA,BT1  1AA,BT1 1AA,,333900,374400,1,54.602,-5.93",
        "JE2 3AB,JE2  3AB,JE2 3AB,,,,9,99.999999,0.000000",
        "SE108XJ,SE10 8XJ,SE10 8XJ,,538000,177000,1,51.47,0.0",
    ]

    assert list(entries(lines)) == [
        Entry(2, "BT1 1AA", point=Point(54.602, -5.93)),
        Entry(3, "JE2 3AB"),
        Entry(4, "SE10 8XJ", point=Point(51.47, 0.0)),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nowhere,1,2", "“nowhere” is not a British postcode"),
        ("AL1 1DQ,514524", "it has only 2 columns"),
        ("AL1 1DQ,514524,north", "“514524, north” is not a pair of numbers"),
        ("AL1 1DQ,nan,206737", "nan, 206737.0 is not on the British National Grid"),
        ("AL1 1DQ,9514524,206737", "9514524.0, 206737.0 is not on the British National Grid"),
    ],
)
def test_a_bad_line_is_rejected_with_its_reason_and_the_next_is_read(line: str, why: str) -> None:
    assert list(entries([OWN, line, "AL1 1DQ,514524,206737"])) == [Rejected(2, why), Entry(3, "AL1 1DQ", grid=(514524.0, 206737.0))]


def test_a_place_outside_the_kingdom_is_rejected() -> None:
    assert list(entries(["pcds,lat,long", "AL1 1DQ,48.85,2.35"])) == [Rejected(2, "48.85, 2.35 is not in the United Kingdom")]


@pytest.mark.parametrize("header", ["name,easting,northing", "a,b,c,d,e,f,g,h,i,j", "postcode,easting", "postcode,lat", "\x89PNG"])
def test_a_file_of_another_kind_is_refused(header: str) -> None:
    with pytest.raises(PostcodeFileError, match="no table of postcodes that can be read"):
        list(entries([header + "\n"]))


@pytest.mark.parametrize("lines", [[], ["\n", "\n"]])
def test_an_empty_file_is_refused(lines: list[str]) -> None:
    with pytest.raises(PostcodeFileError, match="The file is empty"):
        list(entries(lines))


def test_a_line_that_is_no_part_of_a_table_is_named() -> None:
    with pytest.raises(PostcodeFileError, match="Line 2 is not part of a table: field larger than field limit"):
        list(entries([OWN + "\n", "x" * 200_000 + "\n"]))


@given(st.lists(st.text(st.characters(blacklist_characters="\n\r"), max_size=60), max_size=4), st.sampled_from([OWN, ONS, "pcds,lat,long"]))
def test_whatever_the_lines_hold_each_is_read_or_rejected(lines: list[str], header: str) -> None:
    assert all(isinstance(entry, Entry | Rejected) for entry in entries([header + "\n", *(line + "\n" for line in lines)]))
