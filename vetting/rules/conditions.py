"""When a row of a policy holds: the part that asks about facts, taken apart and checked."""

from directory.enums import ActivityNature, EngagementBasis, Involvement, OfferKind, Pattern, ProviderKind, Setting, SupervisionMode
from schools.enums import YearGroup
from vetting.rules.policy import When
from vetting.rules.reading import Section
from vetting.rules.regulated import ContactPattern

# Natures that the law and the table know and the directory does not offer.
NATURES = frozenset({*ActivityNature.values, "drive_children", "personal_care", "health_care"})
FACTS = {
    "provider_kinds": frozenset(ProviderKind.values),
    "offer_kinds": frozenset(OfferKind.values),
    "settings": frozenset(Setting.values),
    "supervision": frozenset(SupervisionMode.values),
    "natures": NATURES,
    "engagements": frozenset(EngagementBasis.values),
    "patterns": frozenset(ContactPattern),
    "runs": frozenset(Pattern.values),
    "involves": frozenset(Involvement.values),
    "years": frozenset(year.name.lower() for year in YearGroup),
}
FACT_NAMES = {"offer_kinds": "offer_kind", "settings": "setting", "natures": "nature", "engagements": "engagement", "patterns": "pattern"}


def read_when(section: Section) -> When:
    """Raises PolicyError for what is unknown, empty, or asks that something be both part of an offer and no part of it."""
    any_of = {FACT_NAMES.get(key, key): frozenset(section.names(key, options)) for key, options in FACTS.items() if section.has(key)}
    for key in FACTS:
        if section.has(key) and not any_of[FACT_NAMES.get(key, key)]:
            raise section.error(key, "an empty list never holds")
    none_of = frozenset(section.names("does_not_involve", FACTS["involves"]))
    any_of, none_of = _of_food(section, any_of, none_of)
    both = sorted(none_of & any_of.get("involves", frozenset()))
    if both:
        raise section.error("does_not_involve", f"“{both[0]}” can't be asked for and ruled out at once")
    capacity_from = section.number("capacity_from") or 0
    section.finish()
    return When(any_of, none_of, capacity_from)


def _of_food(
    section: Section, any_of: dict[str, frozenset[str]], none_of: frozenset[str]
) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """`handles_food` is how policies that were published earlier say what `involves: [food]` says now; nobody edits those."""
    handles_food = section.take("handles_food", bool)
    if handles_food is None:
        return any_of, none_of
    if section.has("involves") or section.has("does_not_involve"):
        raise section.error("handles_food", "say it with “involves” or “does_not_involve” alone")
    food = frozenset({Involvement.FOOD.value})
    return (any_of | {"involves": food}, none_of) if handles_food else (any_of, food)
