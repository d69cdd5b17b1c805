"""What this app refuses."""

from core.exceptions import DomainError


class RegisterFileError(DomainError):
    """The file can't be read as a register of schools."""

    code = "register_file"


class ImportRunningError(DomainError):
    """Another import is at work."""

    code = "import_running"
