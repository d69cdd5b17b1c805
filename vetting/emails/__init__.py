"""What vetting's mails say, decided when they are sent. Importing this registers them all."""

from vetting.emails import cases, expiries, loans, references

__all__ = ["cases", "expiries", "loans", "references"]
