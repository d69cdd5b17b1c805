"""Filling the table of postcodes."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from core.geo import Point, points_from_osgb36
from core.postcode_files import Entry, Rejected, entries
from core.postcodes import district_of, sector_of

BATCH = 10_000

STAGE = """
CREATE TEMPORARY TABLE postcode_stage (line bigint, postcode text, sector text, district text, latitude float8, longitude float8)
ON COMMIT DROP
"""
COPY = "COPY postcode_stage (line, postcode, sector, district, latitude, longitude) FROM STDIN"
# Only rows that differ are written, so that loading a file again changes nothing. Of a postcode that comes twice the last line counts.
MERGE = """
WITH merged AS (
    INSERT INTO core_postcodepoint AS known (postcode, sector, district, latitude, longitude)
    SELECT DISTINCT ON (postcode) postcode, sector, district, latitude, longitude FROM postcode_stage ORDER BY postcode, line DESC
    ON CONFLICT (postcode) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude
    WHERE (known.latitude, known.longitude) IS DISTINCT FROM (excluded.latitude, excluded.longitude)
    RETURNING xmax = 0 AS is_new
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new), (SELECT count(DISTINCT postcode) FROM postcode_stage) FROM merged
"""


@dataclasses.dataclass
class LoadReport:
    """`without_place` counts postcodes for which the file knows none; `rejected` are lines that could not be read."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    without_place: int = 0
    rejected: list[Rejected] = dataclasses.field(default_factory=list)


@transaction.atomic
def load_postcodes(lines: Iterable[str]) -> LoadReport:
    """Add or move the postcodes of a file (core.postcode_files says which); none is removed. Bad lines are reported and passed by."""
    report = LoadReport()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS postcode_stage")
        cursor.execute(STAGE)
        with cursor.copy(COPY) as copy:
            for row in _rows(_readable(entries(lines), report)):
                copy.write_row(row)
        cursor.execute(MERGE)
        report.added, report.changed, read = cursor.fetchone()
    report.unchanged = read - report.added - report.changed
    return report


def _readable(found: Iterable[Entry | Rejected], report: LoadReport) -> Iterator[Entry]:
    for entry in found:
        if isinstance(entry, Rejected):
            report.rejected.append(entry)
        elif entry.point or entry.grid:
            yield entry
        else:
            report.without_place += 1


def _rows(placed: Iterator[Entry]) -> Iterator[tuple[int, str, str, str, float, float]]:
    while batch := list(islice(placed, BATCH)):
        for entry, point in zip(batch, _points(batch), strict=True):
            sector = sector_of(entry.postcode)
            yield entry.line, entry.postcode, sector, district_of(entry.postcode), point.latitude, point.longitude


def _points(batch: Sequence[Entry]) -> Iterator[Point]:
    converted = iter(points_from_osgb36(entry.grid for entry in batch if entry.grid))
    for entry in batch:
        yield entry.point or next(converted)
