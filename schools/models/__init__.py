from schools.models.calendars import AcademicYear, Calendar, NonTeachingDay, Term
from schools.models.groups import PupilGroup
from schools.models.imports import RegisterImport
from schools.models.joining import JoinRequest, MemberInvitation, NumberSource
from schools.models.members import MemberRole, SchoolMember
from schools.models.registers import Authority, School

__all__ = [
    "AcademicYear",
    "Authority",
    "Calendar",
    "JoinRequest",
    "MemberInvitation",
    "MemberRole",
    "NonTeachingDay",
    "NumberSource",
    "PupilGroup",
    "RegisterImport",
    "School",
    "SchoolMember",
    "Term",
]
