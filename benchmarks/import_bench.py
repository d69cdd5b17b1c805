"""How many schools a second the register's import takes in, beside the plain way: one update_or_create for each row.

Runs in a database of its own, which it drops. Writes var/bench/import.json.
"""

import csv
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction

from benchmarks.scratch import scratch_database, set_up
from config.paths import ROOT, VAR

ROWS = 50_000
PLAIN_ROWS = 2_000  # the plain way is timed on fewer rows: it takes the same time for each
RESULT = VAR / "bench" / "import.json"


def main() -> None:
    set_up()
    with scratch_database("junction_bench_import"), tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(results, indent=1))
    for row in results:
        ratio = f"{row['ratio']:.1f} times the plain way" if row["ratio"] else ""
        print(f"{row['case']:<28} {row['method']:<18} {row['value']:>9,.0f} {row['unit']}  {ratio}")


def measure(folder: Path) -> list[dict[str, object]]:
    from schools.services.register.imports import import_register  # noqa: PLC0415  # models can be imported once Django is set up

    register, changed, few = (folder / name for name in ("register.csv", "changed.csv", "few.csv"))
    write_register(register, ROWS)
    write_register(changed, ROWS, moved=True)
    write_register(few, PLAIN_ROWS)
    results: list[dict[str, object]] = []
    for case, path in (("first import", register), ("same file again", register), ("every school changed", changed)):
        empty_tables(when=case == "first import")
        plain = rate(lambda: import_plainly(few), PLAIN_ROWS)
        empty_tables(when=case == "first import")
        ours = rate(lambda path=path: import_register(path=path), ROWS)  # type: ignore[misc]
        results.append(result(case, "update_or_create", plain, None))
        results.append(result(case, "import", ours, ours / plain))
    return results


def result(case: str, method: str, value: float, ratio: float | None) -> dict[str, object]:
    return {
        "case": case,
        "method": method,
        "metric": "throughput",
        "value": round(value, 1),
        "unit": "schools per second",
        "ratio": ratio and round(ratio, 1),
    }


def rate(work: Callable[[], object], rows: int) -> float:
    started = time.perf_counter()
    work()
    return rows / (time.perf_counter() - started)


def empty_tables(*, when: bool) -> None:
    if when:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE schools_school, schools_authority, schools_registerimport CASCADE")


def import_plainly(path: Path) -> None:
    """What a first version would do: read a row, save a row; all in one transaction, which spares it a commit for each."""
    from core.geo import from_osgb36  # noqa: PLC0415  # as in measure()
    from schools.models import Authority, School  # noqa: PLC0415

    with transaction.atomic(), path.open(newline="", encoding="cp1252") as file:
        for row in csv.DictReader(file):
            authority, _created = Authority.objects.update_or_create(code=row["LA (code)"], defaults={"name": row["LA (name)"]})
            point = from_osgb36(int(row["Easting"]), int(row["Northing"]))
            values = {
                "name": row["EstablishmentName"],
                "authority": authority,
                "status": row["EstablishmentStatus (name)"],
                "town": row["Town"],
                "postcode": row["Postcode"],
                "easting": int(row["Easting"]),
                "northing": int(row["Northing"]),
                "latitude": point.latitude,
                "longitude": point.longitude,
            }
            School.objects.update_or_create(urn=row["URN"], defaults=values)


def write_register(path: Path, count: int, *, moved: bool = False) -> None:
    """A register of made-up schools in the real format, the same at each run. The rows of the shipped extract give the shapes."""
    chance = random.Random(2026)
    with (ROOT / "data" / "gias-extract.csv").open(newline="", encoding="cp1252") as file:
        real = list(csv.DictReader(file))
    with path.open("w", newline="", encoding="cp1252") as file:
        writer = csv.DictWriter(file, list(real[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for number in range(count):
            row = dict(real[number % len(real)])
            row["URN"] = str(200_000 + number)
            row["EstablishmentName"] = f"{row['EstablishmentName']} {number}"
            row["Easting"], row["Northing"] = str(chance.randint(200_000, 600_000)), str(chance.randint(100_000, 600_000))
            if moved:
                row["Town"] = f"New {row['Town']}"
            writer.writerow(row)


if __name__ == "__main__":
    main()
