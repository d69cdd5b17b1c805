"""Mails about what people answer themselves. They name checks and steps, never an answer."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.emails import absolute, render
from core.models import OutboxMessage
from core.outbox import Mail, decides
from directory.models import Person
from vetting.emails.cases import provider_desk
from vetting.enums import CheckSource
from vetting.models import Case, Check
from vetting.queries.cases.declarations import declared_in
from vetting.queries.policies.content import content_of
from vetting.states import CaseState, CheckState


@decides("vetting.declared")
def tell_of_declarations(message: OutboxMessage) -> Mail | None:
    """To the officer: how many wait for a look now. Nothing where none does any more."""
    case = Case.objects.select_related("provider", "authority", "version").filter(pk=message.payload["case"]).first()
    if case is None or case.state == CaseState.WITHDRAWN:
        return None
    waiting = len(declared_in(case))
    if not waiting:
        return None
    words = ngettext("%(reference)s: %(number)d answer to look at", "%(reference)s: %(number)d answers to look at", waiting)
    context = {"case": case, "address": absolute(reverse("vetting_case_declarations", args=[case.pk]))}
    return render("vetting/declared", context, subject=words % {"reference": case.reference, "number": waiting})


@decides("vetting.declarations_sent_back")
def tell_sent_back(message: OutboxMessage) -> Mail | None:
    """To who answered: which of their answers went back and still wait for them."""
    rows = Check.objects.filter(performed_by=message.payload["user"], authority=message.payload["authority"], source=CheckSource.PROVIDER)
    checks = list(rows.filter(state=CheckState.SENT_BACK).select_related("authority__policy").order_by("pk"))
    if not checks:
        return None
    authority = checks[0].authority
    known = content_of(authority.policy).by_code
    names = list(dict.fromkeys(known[check.check_type].name for check in checks if check.check_type in known))
    context = {"authority": authority, "names": names, "address": provider_desk()}
    subject = ngettext("%(authority)s asks you to look at an answer again", "%(authority)s asks you to look at answers again", len(checks))
    return render("vetting/declarations_sent_back", context, subject=subject % {"authority": authority.name})


@decides("vetting.adult_asked")
def ask_adult(message: OutboxMessage) -> Mail | None:
    """To an adult of an offer who answers for themselves. Nothing once the case is over."""
    case = Case.objects.still_open().select_related("provider", "authority", "version").filter(pk=message.payload["case"]).first()
    person = Person.objects.filter(pk=message.payload["person"], user__isnull=False).first()
    if case is None or person is None or not case.version.people.filter(pk=person.pk).exists():
        return None
    context = {"case": case, "person": person, "address": provider_desk()}
    return render("vetting/adult_asked", context, subject=_("%(provider)s: a few answers from you") % {"provider": case.provider.name})
