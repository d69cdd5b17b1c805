"""The columns of the register file ("Get information about schools"), by the names in its first line.

Columns come and go from year to year, so they are found by name. Names of head teachers and proprietors are in the file and are never read.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from schools.exceptions import RegisterFileError

URN = "URN"
NAME = "EstablishmentName"
STATUS_CODE, STATUS_NAME = "EstablishmentStatus (code)", "EstablishmentStatus (name)"
POSTCODE = "Postcode"
AUTHORITY_CODE, AUTHORITY_NAME = "LA (code)", "LA (name)"
NUMBER = "EstablishmentNumber"
TYPE_CODE, TYPE_NAME = "TypeOfEstablishment (code)", "TypeOfEstablishment (name)"
PHASE_CODE, PHASE_NAME = "PhaseOfEducation (code)", "PhaseOfEducation (name)"
OPENED, CLOSES = "OpenDate", "CloseDate"
LOW_AGE, HIGH_AGE = "StatutoryLowAge", "StatutoryHighAge"
STREET, LOCALITY, ADDRESS_3, TOWN, COUNTY = "Street", "Locality", "Address3", "Town", "County (name)"
WEBSITE, TELEPHONE, UKPRN = "SchoolWebsite", "TelephoneNum", "UKPRN"
EASTING, NORTHING = "Easting", "Northing"

WANTED = frozenset({
    URN, NAME, STATUS_CODE, STATUS_NAME, POSTCODE, AUTHORITY_CODE, AUTHORITY_NAME, NUMBER, TYPE_CODE, TYPE_NAME, PHASE_CODE,
    PHASE_NAME, OPENED, CLOSES, LOW_AGE, HIGH_AGE, STREET, LOCALITY, ADDRESS_3, TOWN, COUNTY, WEBSITE, TELEPHONE, UKPRN, EASTING,
    NORTHING,
})  # fmt: skip
# A code and a name say the same: one of the two is enough.
PAIRS = ((STATUS_CODE, STATUS_NAME), (TYPE_CODE, TYPE_NAME), (PHASE_CODE, PHASE_NAME))

# What else the register has had in its files of 2017 to 2026. Known so that a new column stands out; none of it is read.
UNREAD = frozenset(
    """AccreditationExpiryDate|AdministrativeWard (code)|AdministrativeWard (name)|AdmissionsPolicy (code)|AdmissionsPolicy (name)|
    Boarders (code)|Boarders (name)|BoardingEstablishment (name)|BSOInspectorateName (name)|CCF (name)|
    CensusAreaStatisticWard (name)|CensusDate|CHNumber|Country (name)|DateOfLastInspectionVisit|Diocese (code)|Diocese (name)|
    DistrictAdministrative (code)|DistrictAdministrative (name)|EBD (name)|EdByOther (name)|EstablishmentAccredited (code)|
    EstablishmentAccredited (name)|EstablishmentTypeGroup (code)|EstablishmentTypeGroup (name)|FederationFlag (name)|
    Federations (code)|Federations (name)|FEHEIdentifier|FSM|FTProv (name)|FurtherEducationType (name)|Gender (code)|
    Gender (name)|GOR (code)|GOR (name)|GSSLACode (name)|HeadFirstName|HeadLastName|HeadPreferredJobTitle|HeadTitle (name)|
    InspectorateName (name)|InspectorateReport|LastChangedDate|LSOA (code)|LSOA (name)|MSOA (code)|MSOA (name)|
    NextInspectionVisit|NumberOfBoys|NumberOfGirls|NumberOfPupils|NurseryProvision (name)|OfficialSixthForm (code)|
    OfficialSixthForm (name)|OfstedLastInsp|OfstedRating (name)|OfstedSpecialMeasures (code)|OfstedSpecialMeasures (name)|
    ParliamentaryConstituency (code)|ParliamentaryConstituency (name)|PercentageFSM|PlacesPRU|PreviousEstablishmentNumber|
    PreviousLA (code)|PreviousLA (name)|PropsName|QABName (code)|QABName (name)|QABReport|ReasonEstablishmentClosed (code)|
    ReasonEstablishmentClosed (name)|ReasonEstablishmentOpened (code)|ReasonEstablishmentOpened (name)|
    ReligiousCharacter (code)|ReligiousCharacter (name)|ReligiousEthos (name)|ResourcedProvisionCapacity|
    ResourcedProvisionOnRoll|RSCRegion (name)|SchoolCapacity|SchoolSponsorFlag (name)|SchoolSponsors (name)|
    Section41Approved (name)|SEN1 (name)|SEN2 (name)|SEN3 (name)|SEN4 (name)|SEN5 (name)|SEN6 (name)|SEN7 (name)|SEN8 (name)|
    SEN9 (name)|SEN10 (name)|SEN11 (name)|SEN12 (name)|SEN13 (name)|SENNoStat|SENPRU (name)|SENStat|SenUnitCapacity|
    SenUnitOnRoll|SiteName|SpecialClasses (code)|SpecialClasses (name)|TeenMoth (name)|TeenMothPlaces|Trusts (code)|
    Trusts (name)|TrustSchoolFlag (code)|TrustSchoolFlag (name)|TypeOfResourcedProvision (name)|UPRN|UrbanRural (code)|
    UrbanRural (name)""".replace("\n    ", "").split("|")
)


@dataclasses.dataclass(frozen=True)
class Header:
    """Where each wanted column is, how many columns there are, and what is worth saying about them."""

    positions: Mapping[str, int]
    width: int
    warnings: tuple[str, ...]

    def has(self, *columns: str) -> bool:
        """Whether the file has any of the columns."""
        return any(column in self.positions for column in columns)


def read_header(names: Sequence[str]) -> Header:
    """Raises RegisterFileError where the columns that every register has are not there."""
    columns = [name.strip() for name in names]
    _refuse_another_separator(columns)
    missing = [name for name in (URN, NAME, POSTCODE) if name not in columns]
    if STATUS_CODE not in columns and STATUS_NAME not in columns:
        missing.append(STATUS_NAME)
    if missing:
        message = _(
            "The first line doesn't name the columns of the register of schools: %(missing)s not found. "
            "Use the file edubasealldata….csv as it was downloaded, first line included."
        )
        raise RegisterFileError(message % {"missing": ", ".join(missing)}, code="no_header")
    twice = sorted({name for name in columns if name in WANTED and columns.count(name) > 1})
    if twice:
        raise RegisterFileError(_("The first line names a column twice: %(names)s.") % {"names": ", ".join(twice)}, code="no_header")
    return Header({name: columns.index(name) for name in WANTED if name in columns}, len(columns), _warnings(columns))


def _refuse_another_separator(columns: Sequence[str]) -> None:
    if len(columns) == 1 and (";" in columns[0] or "\t" in columns[0]):
        message = _("The columns are not separated by commas. Save the file as “CSV (comma delimited)” or use it as it was downloaded.")
        raise RegisterFileError(message, code="no_header")


def _warnings(columns: Sequence[str]) -> tuple[str, ...]:
    absent = WANTED.difference(columns)
    for pair in PAIRS:
        if len(absent.intersection(pair)) == 1:
            absent = absent.difference(pair)
    unknown = [name for name in columns if name not in WANTED and name not in UNREAD]
    found = []
    if absent:
        found.append(_("Not in the file, so left as they are: %(names)s.") % {"names": ", ".join(sorted(absent))})
    if unknown:
        found.append(_("Not known, so not read: %(names)s.") % {"names": ", ".join(name or _("(no name)") for name in unknown)})
    return tuple(found)
