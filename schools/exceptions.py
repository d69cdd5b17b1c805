"""What this app refuses."""

from core.exceptions import DomainError


class RegisterFileError(DomainError):
    """The file can't be read as a register of schools."""

    code = "register_file"


class ImportRunningError(DomainError):
    """Another import is at work."""

    code = "import_running"


class CalendarError(DomainError):
    """A day or term can't be set so."""

    code = "calendar"


class JoinError(DomainError):
    """Asking to join a school, or answering that, is not possible now."""

    code = "join"


class InvitationError(DomainError):
    """An invitation can't be sent, or this one can't be accepted."""

    code = "invitation"


class MemberError(DomainError):
    """A role or a membership can't be changed so."""

    code = "member"


class GroupError(DomainError):
    """A group of pupils can't be saved so."""

    code = "group"


class SchoolError(DomainError):
    """A school's settings can't be so, or it can't be added."""

    code = "school"
