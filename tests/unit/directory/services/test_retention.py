import pytest

from core.models import OutboxMessage
from core.outbox import decide
from directory.services.providers import close_provider, reopen_provider
from directory.services.retention import NO_ADDRESS
from tests.factories.directory import OfferFactory, ProviderMemberFactory
from tests.support.retention import applied, due, later

pytestmark = pytest.mark.django_db
STEPS = ("directory.unused_providers", "directory.warned_providers", "directory.closed_providers", "directory.former_providers")


def test_an_unused_provider_is_warned_closed_and_at_last_forgotten() -> None:
    member = ProviderMemberFactory()
    provider = member.provider

    with later(months=24, days=1):
        assert applied(*STEPS) == {"directory.unused_providers": 1}
        assert applied(*STEPS) == {}
        mail = decide(OutboxMessage.objects.get(kind="directory.unused"))
        with later(days=61):
            assert applied(*STEPS) == {"directory.warned_providers": 1}
            with later(months=12, days=1):
                assert applied(*STEPS) == {"directory.closed_providers": 1}
                provider.refresh_from_db()
                assert (provider.contact_email, provider.postcode, provider.members.filter(left_at=None).count()) == (NO_ADDRESS, "", 0)
            with later(years=7, days=1):
                assert applied(*STEPS) == {"directory.former_providers": 1}
                assert due().keys() & set(STEPS) == set()

    provider.refresh_from_db()
    assert mail is not None
    assert "Sign in if you want to keep them" in mail.text
    assert (provider.name, provider.summary, provider.is_closed) == ("Former provider", "", True)


def test_who_signs_in_after_the_warning_is_not_closed_and_gets_no_mail_that_was_still_waiting() -> None:
    member = ProviderMemberFactory()

    with later(months=24, days=1) as warned:
        applied(*STEPS)
        member.user.last_login = warned
        member.user.save()
        with later(days=61):
            assert applied(*STEPS) == {}

    member.provider.refresh_from_db()
    assert member.provider.is_closed is False


def test_reopening_stops_the_clock() -> None:
    provider = OfferFactory(listed=True).provider
    close_provider(by=None, provider=provider)
    reopen_provider(by=None, provider=provider)

    with later(months=13):
        assert applied("directory.closed_providers") == {}
