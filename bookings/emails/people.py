"""Words between people: a question within a school, an invitation to somebody it already works with."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bookings.emails.letters import Letter, booking_page
from bookings.models import Message, ProviderInvitation
from bookings.rules.words import capitalised, dates_words, weekdays_words
from core import clock
from core.models import OutboxMessage
from core.outbox import Mail, decides
from schools.states import InvitationState


@decides("bookings.message")
def colleague_has_written(message: OutboxMessage) -> Mail | None:
    written = Message.objects.select_related("author", "booking__version", "booking__school").filter(pk=message.payload["message"]).first()
    if written is None:
        return None
    subject = _("%(name)s wrote about %(title)s") % {"name": written.author.name, "title": written.booking.version.title}
    paragraphs = [_("%(name)s wrote:") % {"name": written.author.name}, f"“{written.text}”"]
    after = [_("The dates stay held while you talk. The provider does not see this.")]
    return Letter(subject, paragraphs, action=booking_page(written.booking), after=after).as_mail()


@decides("bookings.provider_invited")
def provider_is_invited(message: OutboxMessage) -> Mail | None:
    invitation = ProviderInvitation.objects.select_related("school").filter(pk=message.payload["invitation"]).first()
    if invitation is None or invitation.state != InvitationState.SENT or invitation.expires_at <= clock.now():
        return None
    subject = _("%(school)s would like to work with you on Junction") % {"school": invitation.school.name}
    paragraphs = [
        _("Dear %(name)s,") % {"name": invitation.their_name},
        _("%(school)s hopes that you will offer “%(title)s”. Its request waits for you behind a short sign-up.")
        % {"school": invitation.school.name, "title": invitation.wanted_title},
    ]
    if invitation.message:
        paragraphs.append(f"“{invitation.message}”")
    facts = []
    if invitation.dates:
        facts.append((capitalised(weekdays_words(invitation.dates)), dates_words(invitation.dates)))
    action = (_("See what they ask"), reverse("bookings:provider-invitation", args=[invitation.token]))
    after = [_("If this is not for you, you can leave it: nothing happens and nobody writes again.")]
    return Letter(subject, paragraphs, facts, action, after).as_mail()


@decides("bookings.invitation_accepted")
def invitation_is_accepted(message: OutboxMessage) -> Mail | None:
    invitation = ProviderInvitation.objects.select_related("school", "provider").filter(pk=message.payload["invitation"]).first()
    if invitation is None or invitation.provider is None:
        return None
    subject = _("%(provider)s has joined at your invitation") % {"provider": invitation.provider.name}
    paragraphs = [
        _("They have your request for “%(title)s” before them. You will find their offer in search once it has been vetted.")
        % {"title": invitation.wanted_title}
    ]
    return Letter(
        subject, paragraphs, action=(_("See your invitations"), reverse("bookings:invitation-list", args=[invitation.school_id]))
    ).as_mail()
