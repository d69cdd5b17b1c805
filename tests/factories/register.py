"""Files of the register of schools, as its download has them: quoted, Windows-1252, one line a school."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

PRIMARY = {
    "URN": "122193",
    "LA (code)": "929",
    "LA (name)": "Northumberland",
    "EstablishmentNumber": "2076",
    "EstablishmentName": "Beaconhill Community Primary School",
    "TypeOfEstablishment (code)": "01",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1974",
    "CloseDate": "",
    "PhaseOfEducation (code)": "2",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "3",
    "StatutoryHighAge": "11",
    "UKPRN": "10072345",
    "Street": "Langdale Drive",
    "Locality": "Beacon Hill Grange",
    "Address3": "",
    "Town": "Cramlington",
    "County (name)": "Northumberland",
    "Postcode": "NE23 8EH",
    "SchoolWebsite": "www.beaconhill.northumberland.sch.uk",
    "TelephoneNum": "01670716660",
    "HeadFirstName": "Never",
    "HeadLastName": "Imported",
    "Easting": "425191",
    "Northing": "576731",
}


def register_row(**changes: str) -> dict[str, str]:
    """A row of the file. Keyword names are the columns' without spaces and brackets: LA_code, EstablishmentStatus_name."""
    return PRIMARY | {_column(name): value for name, value in changes.items()}


def _column(name: str) -> str:
    for ending in ("_code", "_name"):
        if name.endswith(ending):
            return f"{name.removesuffix(ending)} ({ending[1:]})"
    return name


def register_bytes(rows: Iterable[Mapping[str, str]], encoding: str = "cp1252", without: Iterable[str] = ()) -> bytes:
    """The file's bytes; `without` leaves columns out."""
    columns = [name for name in PRIMARY if name not in set(without)]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, quoting=csv.QUOTE_ALL, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def write_register(folder: Path, rows: Iterable[Mapping[str, str]], encoding: str = "cp1252", without: Iterable[str] = ()) -> Path:
    path = folder / "edubasealldata20261122.csv"
    path.write_bytes(register_bytes(rows, encoding, without))
    return path
