"""Statements of assurance: immutable, issued anew when what they say changes."""

from django.db import transaction

from accounts.models import User
from core import clock
from core.services import audit
from directory.models import Provider
from vetting.models import AssuranceStatement, VettingAuthority
from vetting.queries.assurance.statements import statement_content
from vetting.queries.cases.notices import providers_of
from vetting.queries.clearances.evidence import Subject


@transaction.atomic
def issue_statement(*, by: User | None, authority: VettingAuthority, provider: Provider) -> AssuranceStatement | None:
    """What the authority says of the provider now; the last statement where that says the same, None where it assures nothing."""
    Provider.objects.select_for_update(of=("self",), no_key=True).get(pk=provider.pk)
    content = statement_content(provider, authority)
    if content is None:
        return None
    last = AssuranceStatement.objects.filter(provider=provider, authority=authority).first()
    if last is not None and last.sha256 == content.sha256:
        return last
    statement = AssuranceStatement.objects.create(
        provider=provider,
        authority=authority,
        policy=authority.policy,
        level=content.level,
        issued_at=clock.now(),
        holds_until=content.holds_until,
        summary=content.summary,
        sha256=content.sha256,
        issued_by=by,
    )
    audit.record("statement.issue", statement, by=by, acting_for=authority.name, details={"until": str(content.holds_until)})
    return statement


def reissue_about(subject: Subject, *, authority: VettingAuthority, by: User | None) -> None:
    """Something about the subject changed: say anew what was said of each provider whose offers rest on it."""
    spoken_of = Provider.objects.filter(pk__in=[one.pk for one in providers_of(subject)], statements__authority=authority)
    for provider in spoken_of.distinct().order_by("pk"):
        issue_statement(by=by, authority=authority, provider=provider)
