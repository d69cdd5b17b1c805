"""The file to start from: headings that are known, and an example of a line."""

from imports.rules.targets import FIELD_LABELS, check_columns
from vetting.rules.policy import PolicyContent

EXAMPLES = {
    "provider": "(example) Plot to Plate",
    "kind": "community organisation that teaches",
    "email": "hello@plot-to-plate.example.org",
    "phone": "01670 000000",
    "postcode": "NE23 6QW",
    "website": "https://plot-to-plate.example.org",
    "summary": "Growing and cooking with the seasons.",
    "person": "Rosa Example",
    "role": "gardener",
    "engagement": "volunteer",
    "offer": "An allotment lunch",
    "offer_kind": "session",
    "offer_summary": "Pupils harvest, cook and eat together.",
}


def template_rows(policy: PolicyContent) -> list[list[str]]:
    """Headings, then one line to write over."""
    columns = check_columns(policy)
    headings = [str(FIELD_LABELS[key]) for key in EXAMPLES] + [column.label for column in columns.values()]
    return [headings, [*EXAMPLES.values(), *[""] * len(columns)]]
