from core.exceptions import DomainError


class AddressTakenError(DomainError):
    """The e-mail address is another user's, who has shown that it is theirs."""

    code = "address_taken"
