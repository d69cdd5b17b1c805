import datetime
from pathlib import Path

import allauth
import pytest
from django.conf import settings

from accounts.emails import CHANGES, CODES, LETTERS, account_mail

PACKAGE = Path(allauth.__file__).parent
# What every mail of the package may be given; more than any single one is.
CONTEXT = {
    "code": "4F7-K2P",
    "email": "ada@example.org",
    "password_reset_url": "https://evil.example/accounts/password/reset/key/1-abc/",
    "signup_url": "https://evil.example/accounts/signup/",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "provider": "Northumberland",
    "ip": "192.0.2.1",
    "user_agent": "Firefox <b>",
    "timestamp": datetime.datetime(2027, 6, 30, 12, 15, tzinfo=datetime.UTC),
}
PREFIXES = sorted([*CODES, *LETTERS, *CHANGES])


def test_we_have_words_for_every_mail_of_the_package() -> None:
    folders = [PACKAGE / "templates", *PACKAGE.glob("*/templates")]
    theirs = {
        str(path.relative_to(folder)).removesuffix("_subject.txt") for folder in folders for path in folder.rglob("email/*_subject.txt")
    }

    assert theirs == set(PREFIXES)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_mail_leads_to_our_own_address_only_and_escapes_what_it_shows(prefix: str) -> None:
    mail = account_mail(prefix, CONTEXT)

    assert "evil.example" not in mail.text + mail.html
    assert "<b>" not in mail.html
    assert not any(mark in mail.text for mark in ("&lt;", "%(", "{{", "None"))


@pytest.mark.parametrize("prefix", sorted(CODES))
def test_a_code_stands_in_the_text_and_never_in_the_subject(prefix: str) -> None:
    mail = account_mail(prefix, CONTEXT)

    assert mail.text.startswith("Your code is:\n\n4F7-K2P\n\n")
    assert "4F7-K2P" not in mail.subject


def test_a_reset_link_is_on_this_site() -> None:
    mail = account_mail("account/email/password_reset_key", CONTEXT)

    assert f"\n{settings.SITE_ADDRESS}/accounts/password/reset/key/1-abc/\n" in mail.text


def test_a_change_is_told_with_when_and_from_where() -> None:
    mail = account_mail("account/email/email_changed", CONTEXT)

    assert mail.subject == "Your e-mail address was changed"
    assert mail.text.startswith(
        "Your e-mail address is now new@example.org, and no longer old@example.org.\n\n"
        "This was done on 30 June 2027, 13:15, from the network address 192.0.2.1, with Firefox <b>.\n\n"
    )


def test_a_mail_that_is_new_to_us_is_an_error() -> None:
    with pytest.raises(KeyError):
        account_mail("account/email/quite_new", CONTEXT)
