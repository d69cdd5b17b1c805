"""Writing a batch of the register's rows: new schools, changed ones, closed ones; those that are the same are left alone."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.geo import Point, points_from_osgb36
from core.models import PostcodePoint
from schools.models import Authority, School
from schools.services.register.rows import RegisterRow

ADDED, CHANGED, CLOSED, UNCHANGED, REJECTED = "added", "changed", "closed", "unchanged", "rejected"


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. `reason` says why it was rejected, or which fields changed."""

    kind: str
    line: int
    urn: str
    name: str
    reason: str = ""


class Authorities:
    """The authorities by code, kept up with the rows. The first name that a run meets for a code is the one that counts."""

    def __init__(self, *, write: bool) -> None:
        self._write = write
        self._known = {authority.code: authority for authority in Authority.objects.all()}
        self._settled: set[str] = set()

    def settle(self, rows: Iterable[RegisterRow]) -> None:
        for row in rows:
            if row.authority_code and row.authority_code not in self._settled:
                self._settle(row.authority_code, row.authority_name)

    def _settle(self, code: str, name: str) -> None:
        authority = self._known.get(code)
        if authority is None:
            authority = self._known[code] = Authority(code=code, name=name or _("Authority %(code)s") % {"code": code})
        elif name and name != authority.name:
            authority.name = name
        elif authority.pk:
            self._settled.add(code)
            return
        if self._write:
            authority.save()
        self._settled.add(code)

    def get(self, code: str) -> Authority | None:
        return self._known.get(code)


def upsert_rows(rows: Sequence[RegisterRow], authorities: Authorities, *, write: bool) -> list[Outcome]:
    """Bring the schools up to the rows, in the order of the rows. With `write` false nothing is written, and the answer is the same."""
    authorities.settle(rows)
    schools = School.objects.filter(urn__in=[row.urn for row in rows]).select_related("authority")
    known = {school.urn: school for school in (schools.select_for_update(of=("self",)) if write else schools)}
    points = _points(rows)
    outcomes: list[Outcome] = []
    new: list[School] = []
    changed: list[School] = []
    for row in rows:
        school, fields = known.get(row.urn), row.fields | _position(row, points, known.get(row.urn))
        authority = authorities.get(row.authority_code) or (school.authority if school else None)
        if authority is None:
            reason = _("It has no LA code, and the school is not known yet.")
            outcomes.append(Outcome(REJECTED, row.line, row.urn, fields["name"], reason))
            continue
        outcome = _compare(row, school, fields, authority)
        outcomes.append(outcome)
        if outcome.kind != UNCHANGED:
            (changed if school else new).append(School(urn=row.urn, authority=authority, **fields))
    if write:
        _save(new, changed, rows)
    return outcomes


def _save(new: list[School], changed: list[School], rows: Sequence[RegisterRow]) -> None:
    School.objects.bulk_create(new)
    if changed:
        written = {"authority", *rows[0].fields}
        if "easting" in written:
            written |= {"latitude", "longitude"}
        School.objects.bulk_create(changed, update_conflicts=True, unique_fields=["urn"], update_fields=sorted(written))


def _compare(row: RegisterRow, school: School | None, fields: Mapping[str, Any], authority: Authority) -> Outcome:
    if school is None:
        return Outcome(ADDED, row.line, row.urn, fields["name"])
    differing = [name for name, value in fields.items() if getattr(school, name) != value]
    if authority.code != school.authority.code:
        differing.append("authority")
    if not differing:
        return Outcome(UNCHANGED, row.line, row.urn, fields["name"])
    kind = CLOSED if school.is_active and not fields["is_active"] else CHANGED
    return Outcome(kind, row.line, row.urn, fields["name"], ", ".join(sorted(differing)))


def _points(rows: Sequence[RegisterRow]) -> dict[str, Point]:
    """Where each school is, by URN: from its grid reference, or else from its postcode."""
    placed = [(row.urn, row.grid) for row in rows if row.grid]
    points = dict(zip((urn for urn, _grid in placed), points_from_osgb36(grid for _urn, grid in placed), strict=True))
    unplaced = {row.urn: row.fields["postcode"] for row in rows if row.urn not in points and row.fields["postcode"]}
    if unplaced:
        known = PostcodePoint.objects.in_bulk(set(unplaced.values()))
        points |= {urn: Point(known[code].latitude, known[code].longitude) for urn, code in unplaced.items() if code in known}
    return points


def _position(row: RegisterRow, points: Mapping[str, Point], school: School | None) -> dict[str, float | None]:
    """A file without positions moves no school that has one."""
    if "easting" not in row.fields and school is not None:
        return {}
    point = points.get(row.urn)
    return {"latitude": point.latitude if point else None, "longitude": point.longitude if point else None}
