"""What vetting's mails say, decided when they are sent. Importing this registers them all."""

from vetting.emails import (
    acceptances,
    accreditation,
    alerts,
    appeals,
    cases,
    concerns,
    declarations,
    expiries,
    loans,
    looks,
    references,
    referrals,
    suspensions,
)

__all__ = [
    "acceptances",
    "accreditation",
    "alerts",
    "appeals",
    "cases",
    "concerns",
    "declarations",
    "expiries",
    "loans",
    "looks",
    "references",
    "referrals",
    "suspensions",
]
