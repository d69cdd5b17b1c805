"""What vetting refuses. Each says why, and what to do next."""

from core.exceptions import DomainError


class PolicyError(DomainError):
    """A policy file says something that the program does not know, or two things that contradict each other."""

    code = "policy"


class NotAllowedError(DomainError):
    """The person who asked may not do this."""

    code = "not_allowed"


class FourEyesError(NotAllowedError):
    """Somebody else has to do this step."""

    code = "four_eyes"


class CheckRefusedError(DomainError):
    """What was typed for a check can't be right, or may not be kept."""

    code = "check_refused"


class DeclarationRefusedError(CheckRefusedError):
    """A declaration can't be dealt with like this: which one, and why. Nothing else that was sent with it was done."""

    code = "declaration_refused"

    def __init__(self, message: str, *, check: int, field: str = "") -> None:
        super().__init__(message, field=field)
        self.check = check


class OverAskingError(DomainError):
    """The law or the policy does not allow this check to be asked of this subject."""

    code = "over_asking"


class CaseError(DomainError):
    """The case does not stand where this step needs it."""

    code = "case"


class NotYetClearedError(CaseError):
    """Something that the policy asks for is not in place. `missing` are the names of what is not."""

    code = "not_yet_cleared"


class RefereeError(DomainError):
    """This referee can't be named, asked or answer like this."""

    code = "referee"


class LoanError(DomainError):
    """This officer can't be lent like this."""

    code = "loan"


class ConcernError(DomainError):
    """A concern can't be passed on like this. It says whom to ring."""

    code = "concern"


class RecognitionError(DomainError):
    """This statement can't be recognised like this."""

    code = "recognition"


class ConsentError(DomainError):
    """This consent can't be given or taken back like this."""

    code = "consent"


class ReferralError(DomainError):
    """A referral can't be raised or decided like this."""

    code = "referral"


class PanelError(DomainError):
    """A panel can't be required, taken back or recorded like this."""

    code = "panel"


class AcceptanceError(DomainError):
    """There is no assurance that a school could accept."""

    code = "acceptance"


class HoldError(DomainError):
    """This can't be kept past its time like this."""

    code = "hold"


class AccreditationError(DomainError):
    """The accreditation does not stand where this step needs it, or is not for this person."""

    code = "accreditation"


class RequirementError(DomainError):
    """A school can't ask this check in addition, or no longer asks it."""

    code = "requirement"


class AppealError(DomainError):
    """Nothing can be appealed against here now, or the appeal can't be decided like this."""

    code = "appeal"


class WaiverError(DomainError):
    """This check can't be waived like this."""

    code = "waiver"
