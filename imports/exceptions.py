"""What bringing a register refuses. Each says why, and what to do next."""

from core.exceptions import DomainError


class FileRefusedError(DomainError):
    """The file, or what was pasted, cannot be read as a table."""

    code = "file"


class MappingError(DomainError):
    """The columns cannot be used as they were chosen."""

    code = "mapping"


class BatchError(DomainError):
    """The import does not stand where this step needs it."""

    code = "batch"


class InvitationError(DomainError):
    """A provider cannot be invited, or an invitation cannot be taken up."""

    code = "invitation"
