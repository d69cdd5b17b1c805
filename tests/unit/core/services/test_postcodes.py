import pytest

from core.geo import Point, from_osgb36
from core.models import PostcodePoint
from core.postcode_files import PostcodeFileError, Rejected
from core.services import postcodes
from core.services.postcodes import LoadReport, load_postcodes

pytestmark = pytest.mark.django_db
HEADER = "postcode,easting,northing\n"


def test_postcodes_are_added_with_sector_and_district() -> None:
    report = load_postcodes([HEADER, "ne236qw,427000,576000\n", "NE23 6AB,,\n", "nowhere,1,1\n"])

    row = PostcodePoint.objects.get()
    assert report == LoadReport(added=1, without_place=1, rejected=[Rejected(4, "“nowhere” is not a British postcode")])
    assert (row.postcode, row.sector, row.district) == ("NE23 6QW", "NE23 6", "NE23")
    assert Point(row.latitude, row.longitude) == from_osgb36(427000, 576000)


def test_loading_again_changes_only_what_moved() -> None:
    load_postcodes([HEADER, "NE23 6QW,427000,576000\n", "AL1 1DQ,514524,206737\n", "AL1 1HL,515017,206650\n"])

    report = load_postcodes([HEADER, "NE23 6QW,427100,576000\n", "AL1 1DQ,514524,206737\n", "AL1 2LE,514654,205625\n"])

    assert report == LoadReport(added=1, changed=1, unchanged=1)
    assert set(PostcodePoint.objects.values_list("postcode", flat=True)) == {"NE23 6QW", "AL1 1DQ", "AL1 1HL", "AL1 2LE"}
    assert PostcodePoint.objects.get(pk="NE23 6QW").longitude == from_osgb36(427100, 576000).longitude


def test_of_a_postcode_that_comes_twice_the_last_line_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postcodes, "BATCH", 1)

    report = load_postcodes(["pcds,lat,long\n", "NE23 6QW,55.0,-1.5\n", "NE23 6QW,55.1,-1.6\n"])

    row = PostcodePoint.objects.get()
    assert (report, row.latitude, row.longitude) == (LoadReport(added=1), 55.1, -1.6)


def test_a_file_of_another_kind_changes_nothing() -> None:
    with pytest.raises(PostcodeFileError):
        load_postcodes(["a,b\n", "1,2\n"])

    assert PostcodePoint.objects.count() == 0
