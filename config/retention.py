"""How long things are kept. Each number can be set by the environment, as RETENTION_CHECKS="6 years"."""

from dateutil.relativedelta import relativedelta

from config import env

DEFAULTS = {
    "accounts": "7 years",
    "accounts_without_part": "24 months",
    "acceptances": "7 years",
    "adjustments": "28 days",
    "applications": "12 months",
    "assessments": "7 years",
    "audit": "7 years",
    "availability": "12 months",
    "bookings": "7 years",
    "checks": "6 years",
    "claims": "12 months",
    "closed_providers": "12 months",
    "counts": "12 months",
    "decisions": "7 years",
    "drafts": "3 months",
    "holds": "7 years",
    "import_lines": "30 days",
    "invitations": "12 months",
    "links": "3 months",
    "memberships": "7 years",
    "open_matters": "6 months",
    "outbox": "12 months",
    "people": "7 years",
    "planned_days": "7 years",
    "sessions": "90 days",
    "statements": "7 years",
    "suspensions": "6 years",
    "unused_providers": "24 months",
    "warned_providers": "60 days",
}


def periods() -> dict[str, relativedelta]:
    return {name: env.period(f"RETENTION_{name.upper()}", default) for name, default in DEFAULTS.items()}
