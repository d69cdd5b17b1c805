"""What the sign-in package has to tell people, in our words. Its template prefixes are the keys."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.emails import absolute, render
from core.outbox import Mail

# Codes stand in the text only, never in a subject: subjects show on locked screens, and are kept in the outbox.
CODES = {
    "account/email/email_confirmation_signup": (_("Your code to finish making your account"), _("It finishes making your account.")),
    "account/email/email_confirmation": (_("Your code to confirm your e-mail address"), _("It confirms that this address is yours.")),
    "account/email/login_code": (_("Your code to sign in"), _("It signs you in.")),
    "account/email/password_reset_code": (_("Your code to set a new password"), _("It lets you set a new password.")),
}
LETTERS = {
    "account/email/password_reset_key": ("account/password_reset", _("Set a new password")),
    "account/email/account_already_exists": ("account/already_exists", _("You already have an account")),
    "account/email/unknown_account": ("account/unknown", _("There is no account with this address")),
}
CHANGES = {
    "account/email/email_changed": (
        _("Your e-mail address was changed"),
        _("Your e-mail address is now %(to_email)s, and no longer %(from_email)s."),
    ),
    "account/email/email_confirm": (_("Your e-mail address was confirmed"), _("Your e-mail address was confirmed.")),
    "account/email/email_deleted": (_("An e-mail address was removed"), _("The address %(deleted_email)s was removed from your account.")),
    "account/email/password_changed": (_("Your password was changed"), _("Your password was changed.")),
    "account/email/password_reset": (_("Your password was set anew"), _("Your password was set anew, by a link that we sent to you.")),
    "account/email/password_set": (_("A password was set"), _("A password was set for your account.")),
    "mfa/email/recovery_codes_generated": (
        _("You have new spare codes"),
        _("New spare codes were made. The old ones no longer let you in."),
    ),
    "mfa/email/totp_activated": (_("An app that shows codes was added"), _("Signing in now asks for a code from your app.")),
    "mfa/email/totp_deactivated": (_("The app that shows codes was removed"), _("Signing in no longer asks for a code from an app.")),
    "mfa/email/webauthn_added": (_("A passkey was added"), _("A new passkey can sign in to your account.")),
    "mfa/email/webauthn_removed": (_("A passkey was removed"), _("A passkey can no longer sign in to your account.")),
    "socialaccount/email/account_connected": (_("Another way to sign in was added"), _("You can now sign in through %(provider)s.")),
    "socialaccount/email/account_disconnected": (_("A way to sign in was removed"), _("You can no longer sign in through %(provider)s.")),
}


def account_mail(prefix: str, context: Mapping[str, Any]) -> Mail:
    """The mail that the package asks for by the prefix of its own template. Raises KeyError for one that is new to us."""
    if prefix in CODES:
        subject, purpose = CODES[prefix]
        return render("account/code", {"code": context["code"], "purpose": purpose}, subject=subject)
    if prefix in LETTERS:
        template, subject = LETTERS[prefix]
        return render(template, _with_own_addresses(context), subject=subject)
    subject, sentence = CHANGES[prefix]
    known = {key: context.get(key, "") for key in ("ip", "user_agent", "timestamp")}
    safety = absolute(reverse("mfa_index"))
    return render("account/changed", {**known, "sentence": str(sentence) % context, "safety_url": safety}, subject=subject)


def _with_own_addresses(context: Mapping[str, Any]) -> dict[str, Any]:
    """The package builds links from the Host header, which a stranger may choose; in mails they lead to SITE_ADDRESS only."""
    links = {key: absolute(urlsplit(value).path) for key, value in context.items() if key.endswith("_url")}
    return {"email": context.get("email", ""), **links}
