"""What vetting's mails say, decided when they are sent. Importing this registers them all."""

from vetting.emails import accreditation, cases, expiries, loans, looks, references

__all__ = ["accreditation", "cases", "expiries", "loans", "looks", "references"]
