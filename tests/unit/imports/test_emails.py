import pytest

from core.models import OutboxMessage
from core.outbox import Mail, decide
from imports.emails import claim_token
from imports.models import ClaimInvitation
from imports.services.invitations import invite_providers, revoke_claim_invitation
from tests.factories.imports import imported

pytestmark = pytest.mark.django_db


def mail(kind: str) -> Mail | None:
    return decide(OutboxMessage(kind=f"imports.{kind}", payload={"invitation": ClaimInvitation.objects.get().pk}))


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("claim", "Claim your profile on Junction: Plot"), ("claim_reminder", "Still waiting for you on Junction: Plot")],
)
def test_it_says_who_wrote_the_provider_down_and_leads_to_the_page(kind: str, subject: str) -> None:
    batch = imported("Provider,Email,DBS issue date\nPlot,plot@example.org,04/09/2025\n")
    invite_providers(by=batch.brought_by, batch=batch)

    sent = mail(kind)

    assert sent is not None
    assert sent.subject == subject
    for text in (sent.text, sent.html):
        assert f"/claim/{claim_token(ClaimInvitation.objects.get())}/" in text
        assert batch.authority.name in text
        assert [word for word in ("DBS", "2025", "check") if word in text] == []


def test_nothing_is_said_once_it_is_taken_back() -> None:
    batch = imported("Provider,Email\nPlot,plot@example.org\n")
    invite_providers(by=batch.brought_by, batch=batch)
    revoke_claim_invitation(by=batch.brought_by, invitation=ClaimInvitation.objects.get())

    assert (mail("claim"), mail("claim_reminder")) == (None, None)
