"""What an authority's earlier register says about a case, and nobody has looked at yet."""

from vetting.enums import CheckSource
from vetting.models import Case, Check
from vetting.queries.cases.declarations import subjects_of_case
from vetting.queries.clearances.evidence import subjects_filter
from vetting.states import CheckState


def imported_in(case: Case) -> list[Check]:
    """Imported dates about everybody and everything in the case's version, in a fixed order. Two queries."""
    subjects = subjects_of_case(case, case.version.people.values_list("pk", flat=True))
    rows = Check.objects.filter(subjects_filter(subjects), authority=case.authority_id)
    return list(rows.filter(source=CheckSource.IMPORT, state=CheckState.RECORDED).order_by("check_type", "pk"))
