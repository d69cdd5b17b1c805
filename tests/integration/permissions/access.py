"""Who the visitors are, and the kinds of access that an address can give them."""

import dataclasses
import enum

SIGN_IN = "sign in"  # led to the sign-in page
SIGN_UP = "sign up"  # led to the page that makes an account
Outcome = int | str  # a status, or one of the two above


class Role(enum.StrEnum):
    """School A, provider A and authority A have to do with each other; the others of their kind do not."""

    ANONYMOUS = enum.auto()
    NOBODY = enum.auto()  # signed in, without any part
    NEWCOMER = enum.auto()  # has asked to join school A, and is invited by it
    LEAVER = enum.auto()  # had every part in school A and provider A
    SUPERUSER = enum.auto()  # of Django; without any part
    COORDINATOR = enum.auto()
    APPROVER = enum.auto()
    ADMINISTRATOR = enum.auto()
    OTHER_COORDINATOR = enum.auto()  # of school B
    MEMBER = enum.auto()  # of provider A
    OTHER_MEMBER = enum.auto()  # of provider B
    OFFICER = enum.auto()  # of authority A, with cases of their own
    LEAD = enum.auto()  # of authority A
    OTHER_OFFICER = enum.auto()  # of authority B
    BORROWED = enum.auto()  # officer of authority C, lent to authority A
    AUDITOR = enum.auto()  # of authority A: reads, and does nothing


EVERYBODY = frozenset(Role)
STAFF = frozenset({Role.COORDINATOR, Role.APPROVER, Role.ADMINISTRATOR})
OFFICERS = frozenset({Role.OFFICER, Role.LEAD, Role.OTHER_OFFICER, Role.BORROWED, Role.AUDITOR})


@dataclasses.dataclass(frozen=True)
class Access:
    """What each visitor gets: `status` if welcome, 403 and the reason if told, else what strangers and others get.

    Of those who are welcome, `doers` alone are let do what the page is for, and go on; the rest stay and read why not.
    """

    welcome: frozenset[Role]
    told: frozenset[Role] = frozenset()
    stranger: Outcome = SIGN_IN
    others: Outcome = 404
    status: int = 200
    doers: frozenset[Role] = frozenset()

    def outcome(self, role: Role) -> Outcome:
        if role in self.welcome:
            return 302 if role in self.doers else self.status
        if role in self.told:
            return 403
        return self.stranger if role == Role.ANONYMOUS else self.others

    def wrong_method(self, role: Role) -> Outcome:
        """Strangers are asked to sign in before anybody says that the method is wrong."""
        return SIGN_IN if self.outcome(role) == SIGN_IN else 405

    def gets(self, status: int) -> "Access":
        return dataclasses.replace(self, status=status)

    @property
    def goes_on(self) -> "Access":
        """It is done, or refused in words, on the next page."""
        return self.gets(302)

    @property
    def acting(self) -> "Access":
        """The same for an address that does something."""
        return self

    def done_by(self, *doers: Role) -> "Access":
        return dataclasses.replace(self, doers=frozenset(doers))


PUBLIC = Access(EVERYBODY)
SIGNED_IN = Access(EVERYBODY - {Role.ANONYMOUS})
SIGNED_IN_OR_SIGNING_UP = dataclasses.replace(SIGNED_IN, stranger=SIGN_UP)
HOLDER_OF_LINK = Access(EVERYBODY)  # the secret in the address is the key
NOBODY_AT_ALL = Access(frozenset(), stranger=404)
NEWCOMER = Access(frozenset({Role.NEWCOMER}))

MEMBER_OF_SCHOOL = Access(STAFF)
EDITOR_OF_SCHOOL = Access(frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}), told=frozenset({Role.APPROVER}))
ADMINISTRATOR_OF_SCHOOL = Access(frozenset({Role.ADMINISTRATOR}), told=STAFF - {Role.ADMINISTRATOR})
COORDINATOR_OF_SCHOOL = Access(frozenset({Role.COORDINATOR}), told=STAFF - {Role.COORDINATOR})
APPROVER_OF_SCHOOL = Access(frozenset({Role.APPROVER}), told=STAFF - {Role.APPROVER})
KEEPER_OF_RECORD = Access(frozenset({Role.APPROVER, Role.ADMINISTRATOR}), told=frozenset({Role.COORDINATOR}))
ACTING_FOR_SCHOOL = Access(frozenset({Role.COORDINATOR, Role.APPROVER}), told=frozenset({Role.ADMINISTRATOR}))
COORDINATOR_OF_ANY_SCHOOL = Access(
    frozenset({Role.COORDINATOR, Role.OTHER_COORDINATOR}),
    told=EVERYBODY - {Role.COORDINATOR, Role.OTHER_COORDINATOR, Role.ANONYMOUS},
)

MEMBER_OF_PROVIDER = Access(frozenset({Role.MEMBER}))
MEMBER_OF_PROVIDER_WITH_LINK = dataclasses.replace(MEMBER_OF_PROVIDER, stranger=200)  # a stranger reads on, and is asked to sign up
PREVIEW_OF_PROVIDER = dataclasses.replace(MEMBER_OF_PROVIDER, stranger=404)  # the page is public once it is listed
EITHER_SIDE = Access(STAFF | {Role.MEMBER})
EITHER_SIDE_CALLING_OFF = Access(frozenset({Role.COORDINATOR, Role.APPROVER, Role.MEMBER}), told=frozenset({Role.ADMINISTRATOR}))

HEALTH = Access(OFFICERS | {Role.SUPERUSER})


@dataclasses.dataclass(frozen=True)
class AdminAccess(Access):
    """Officers' pages. To everybody else who is signed in they are not there, whatever the method."""

    def wrong_method(self, role: Role) -> Outcome:
        return 405 if role in self.welcome else self.outcome(role)

    @property
    def acting(self) -> "AdminAccess":
        """Who only reads is told so."""
        reading = self.welcome & {Role.AUDITOR}
        return dataclasses.replace(self, welcome=self.welcome - reading, told=self.told | reading)


ANY_OFFICER = AdminAccess(OFFICERS)
ANY_LEAD = AdminAccess(frozenset({Role.LEAD, Role.OTHER_OFFICER}))  # authority B's is its lead
ANY_OVERSEER = AdminAccess(frozenset({Role.LEAD, Role.OTHER_OFFICER, Role.AUDITOR}))
OVERSEER_OF_AUTHORITY = AdminAccess(frozenset({Role.LEAD, Role.AUDITOR}))
WORKER_OF_AUTHORITY = AdminAccess(OFFICERS - {Role.OTHER_OFFICER, Role.AUDITOR})
OWN_WORKER_OF_AUTHORITY = AdminAccess(OFFICERS - {Role.OTHER_OFFICER, Role.AUDITOR, Role.BORROWED})
LEAD_OF_AUTHORITY = AdminAccess(frozenset({Role.LEAD}))
OFFICER_OF_AUTHORITY = AdminAccess(OFFICERS - {Role.OTHER_OFFICER})
OWN_OFFICER_OF_AUTHORITY = AdminAccess(OFFICERS - {Role.OTHER_OFFICER, Role.BORROWED})
