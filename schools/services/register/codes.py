"""The register's own lists of codes. Files give codes with and without leading noughts ("02" and "2"), and names in changing case."""

import re
from collections.abc import Mapping
from functools import lru_cache

OPEN, CLOSED, CLOSING, PROPOSED = "Open", "Closed", "Open, but proposed to close", "Proposed to open"
STATUSES = {"1": OPEN, "2": CLOSED, "3": CLOSING, "4": PROPOSED}
PHASES = {
    "0": "Not applicable",
    "1": "Nursery",
    "2": "Primary",
    "3": "Middle deemed primary",
    "4": "Secondary",
    "5": "Middle deemed secondary",
    "6": "16 plus",
    "7": "All-through",
}
TYPES = {
    "1": "Community school",
    "2": "Voluntary aided school",
    "3": "Voluntary controlled school",
    "5": "Foundation school",
    "6": "City technology college",
    "7": "Community special school",
    "8": "Non-maintained special school",
    "10": "Other independent special school",
    "11": "Other independent school",
    "12": "Foundation special school",
    "14": "Pupil referral unit",
    "15": "Local authority nursery school",
    "18": "Further education",
    "24": "Secure units",
    "25": "Offshore schools",
    "26": "Service children's education",
    "27": "Miscellaneous",
    "28": "Academy sponsor led",
    "29": "Higher education institutions",
    "30": "Welsh establishment",
    "31": "Sixth form centres",
    "32": "Special post 16 institution",
    "33": "Academy special sponsor led",
    "34": "Academy converter",
    "35": "Free schools",
    "36": "Free schools special",
    "37": "British schools overseas",
    "38": "Free schools alternative provision",
    "39": "Free schools 16 to 19",
    "40": "University technical college",
    "41": "Studio schools",
    "42": "Academy alternative provision converter",
    "43": "Academy alternative provision sponsor led",
    "44": "Academy special converter",
    "45": "Academy 16-19 converter",
    "46": "Academy 16 to 19 sponsor led",
    "49": "Online provider",
    "56": "Institution funded by other government department",
    "57": "Academy secure 16 to 19",
}
# In the register, but not schools of an area of England.
LEFT_OUT = frozenset(TYPES[code] for code in ("25", "29", "30", "37", "49"))


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without case, spaces and punctuation, which change from file to file."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


_BY_NAME: dict[int, dict[str, str]] = {id(table): {plain(name): name for name in table.values()} for table in (STATUSES, PHASES, TYPES)}


def look_up(table: Mapping[str, str], code: str, name: str) -> str | None:
    """The list's own name for the code, or else for the name however it is written; None where neither is on the list."""
    known = table.get(code.lstrip("0") or "0") if code else None
    return known or _BY_NAME[id(table)].get(plain(name))
