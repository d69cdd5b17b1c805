"""How long vetting keeps what it knows, and what a legal hold keeps beyond that."""

from vetting.retention import cases, leads, partners, people, schools

__all__ = ["cases", "leads", "partners", "people", "schools"]
