"""What a column is about, guessed from its heading: the words that registers use."""

import re

# Each field with the headings that mean it, as plain words. The first field that fits wins.
FIELDS: dict[str, tuple[str, ...]] = {
    "provider": (
        "provider", "provider name", "name of provider", "organisation", "organisation name", "organization", "company", "company name",
        "business", "business name", "trading name", "supplier", "supplier name", "name",
    ),
    "kind": ("kind", "kind of provider", "provider kind", "type", "provider type", "type of provider", "organisation type"),
    "email": ("email", "e mail", "email address", "e mail address", "contact email", "provider email", "mail"),
    "phone": (
        "phone", "telephone", "tel", "tel no", "phone number", "telephone number", "mobile", "mobile number", "contact number",
        "contact phone",
    ),
    "postcode": ("postcode", "post code", "postal code", "provider postcode", "pc"),
    "website": ("website", "web site", "web", "url", "web address", "homepage"),
    "summary": ("summary", "about", "about the provider", "description", "provider description", "what they do"),
    "person": (
        "person", "person name", "contact", "contact name", "named person", "tutor", "tutor name", "teacher", "teacher name", "instructor",
        "individual", "worker", "full name", "lead", "lead name", "staff name", "adult", "name of adult",
    ),
    "role": ("role", "job", "job title", "position", "role title"),
    "engagement": ("engagement", "basis", "paid or volunteer", "volunteer", "paid volunteer", "employment", "employment status"),
    "offer": ("offer", "offer title", "activity", "activity name", "title", "session title", "course", "what they offer", "workshop"),
    "offer_kind": ("offer kind", "kind of offer", "activity type", "offer type", "type of activity", "session type"),
    "offer_summary": ("offer summary", "activity summary", "activity description", "offer description", "about the activity"),
}  # fmt: skip
BY_WORDS = {words: field for field, headings in reversed(FIELDS.items()) for words in headings}

# Checks by words that must stand in the heading, those that say more first.
CHECKS: tuple[tuple[str, str], ...] = (
    (r"update service|dbs status|status check", "DBS_STATUS"),
    (r"barred", "DBS_ENH_CBL"),
    (r"\b(dbs|crb|enhanced disclosure)\b", "DBS_ENH"),
    (r"letter of assurance|employer assurance", "EMPLOYER_ASSURANCE"),
    (r"employers? liability|\beli\b", "ELI"),
    (r"public liability|\bpli?\b|insurance", "PLI"),
    (r"safeguarding policy", "SG_POLICY"),
    (r"safeguarding|child protection|\bsg training\b", "SG_TRAINING"),
    (r"prevent", "PREVENT"),
    (r"first aid", "FIRST_AID"),
    (r"food hygiene", "FOOD_HYGIENE"),
    (r"food (business )?registration|registered food", "FOOD_REG"),
    (r"\breferences?\b", "REFERENCES"),
    (r"online search", "ONLINE_SEARCH"),
    (r"code of conduct", "CODE_OF_CONDUCT"),
    (r"\b(id|identity)\b", "ID_VERIFIED"),
    (r"lotc|quality badge", "LOTC_QB"),
    (r"oeap|provider statement", "OEAP_STATEMENT"),
)
ENDS = re.compile(r"\b(expir\w*|expires?|until|ends?|end date|renewal|renew|valid to|due)\b")
ISSUED = re.compile(r"\b(issued?|issue date|date of issue|certificate date|disclosure date)\b")
DAY = re.compile(r"\b(dates?|day|when|done|seen|checked|completed|on|made|taken|received)\b")
OF_DISCLOSURE = {"DBS_ENH", "DBS_ENH_CBL"}


def plain(heading: str) -> str:
    """In small letters, without signs: “E-mail (work)” is “e mail work”."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold()).split())


def guess(heading: str) -> str:
    """The target that the heading probably means, or ""."""
    words = plain(heading)
    if words in BY_WORDS:
        return BY_WORDS[words]
    for pattern, code in CHECKS:
        if re.search(pattern, words):
            return f"check.{code}.{_part(words, code)}"
    return ""


def _part(words: str, code: str) -> str:
    """Which date of the check: its last day, its day of issue, or the day on which it was made."""
    if ENDS.search(words):
        return "ends"
    if ISSUED.search(words) or (code in OF_DISCLOSURE and not re.search(r"\b(seen|checked)\b", words)):
        return "issued"
    return "ends" if code in {"PLI", "ELI"} and not DAY.search(words) else "done"


def is_known(heading: str) -> bool:
    """Whether it is a heading at all, rather than something that stands in a register."""
    return len(heading) <= 60 and not re.search(r"\d{4}|@", heading) and bool(guess(heading))
