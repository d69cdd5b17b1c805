"""What a preview says of the lines of a register."""

import pytest

from imports.exceptions import MappingError
from imports.models import RememberedHeading
from imports.queries.suggesting import suggested
from imports.services.mapping import choose_columns
from imports.states import BatchState
from tests.factories.directory import ProviderFactory, ProviderMemberFactory
from tests.factories.imports import REGISTER, brought, imported, just_brought, lead_of
from tests.factories.vetting import VettingAuthorityFactory
from vetting.exceptions import NotAllowedError

pytestmark = pytest.mark.django_db

DEFAULTS = {"default_kind": "cbt_individual", "default_engagement": "volunteer"}


def verdicts(batch: object) -> list[str]:
    return list(batch.rows.order_by("line").values_list("verdict", flat=True))  # type: ignore[attr-defined]


def plan(batch: object, line: int) -> list[list[str]]:
    found: list[list[str]] = batch.rows.get(line=line).plan  # type: ignore[attr-defined]
    return found


def problems(batch: object, line: int) -> list[list[str]]:
    found: list[list[str]] = batch.rows.get(line=line).problems  # type: ignore[attr-defined]
    return found


def test_lines_say_what_they_would_do_and_nothing_happens() -> None:
    batch = brought()

    assert (batch.state, verdicts(batch)) == (BatchState.PREVIEW, ["new", "joins", "new"])
    assert plan(batch, 2) == [
        ["provider_new", ""],
        ["person_new", "Rosa Thorne"],
        ["offer_new", "An allotment lunch"],
        ["check_new", "DBS_ENH"],
        ["check_new", "PLI"],
    ]
    assert (plan(batch, 3), batch.rows.get(line=3).same_as) == (
        [["provider_same", ""], ["person_new", "Sam Reed"], ["offer_new", "Soup for thirty"]],
        2,
    )
    assert not ProviderFactory._meta.model.objects.exists()


def test_every_wrong_cell_is_named_and_the_line_refused_whole() -> None:
    batch = brought(
        "Provider,Email,Postcode,Tutor,DBS issue date,Insurance expiry\n"
        "B,not an address,NE99,Rosa,31/02/2025,tomorrow\n"
        "Plot,plot@example.org,,#N/A,04/09/2099,\n"
    )

    assert verdicts(batch) == ["rejected", "rejected"]
    assert problems(batch, 2) == [
        ["provider", "A provider needs a name."],
        ["email", "This is not an e-mail address."],
        ["postcode", "This is not a British postcode. Write it in full, like NE23 6QW."],
        ["check.DBS_ENH.issued", "There is no such day in the calendar."],
        ["check.PLI.ends", "This is not a whole date. Write it like 4 September 2026 or 04/09/2026."],
    ]
    assert problems(batch, 3) == [
        ["person", "The spreadsheet shows an error here. Mend the formula, or write the value."],
        [
            "check.DBS_ENH.issued",
            "This day lies in the future. Look whether it is the last day on which it counts, and choose that for the column.",
        ],
    ]


def test_a_register_in_the_wrong_columns_is_refused_line_by_line() -> None:
    batch = brought("Email,Provider\nPlot to Plate,plot@example.org\n")

    assert problems(batch, 2) == [
        ["provider", "This looks like an e-mail address. Look whether the columns are chosen rightly."],
        ["email", "This is not an e-mail address."],
    ]


def test_the_same_line_twice_does_it_once() -> None:
    line = "Plot,plot@example.org,Rosa Thorne,04/09/2025\n"

    batch = brought("Provider,Email,Tutor,DBS issue date\n" + line + line)

    assert (verdicts(batch), batch.rows.get(line=3).same_as) == (["new", "same"], 2)


def test_one_address_with_two_names_is_refused() -> None:
    batch = brought("Provider,Email\nPlot,plot@example.org\nBread,PLOT@example.org\n")

    assert problems(batch, 3) == [
        ["email", "Line 2 has this address with another name. Give each provider its own address, or write the name alike."]
    ]


def test_same_name_and_postcode_is_the_same_provider() -> None:
    batch = brought("Provider,Email,Postcode\nPlot to Plate,a@example.org,ne236qw\nplot-to-plate,b@example.org,NE23 6QW\n")

    assert batch.rows.get(line=3).same_as == 2


def test_a_provider_who_speaks_for_itself_is_not_changed() -> None:
    provider = ProviderFactory(name="Plot to Plate", contact_email="hello@example.org", contact_phone="")
    ProviderMemberFactory(provider=provider, user__email="plot@example.org")

    headings = "Provider,Email,Phone,Tutor,Activity,Insurance expiry\n"
    batch = brought(headings + "Plot to Plate,plot@example.org,01670 1234,Rosa,Bread day,1/1/2028\n")

    assert plan(batch, 2) == [
        ["provider_theirs", ""],
        ["person_left_out", "Rosa"],
        ["offer_left_out", "Bread day"],
        ["check_new", "PLI"],
    ]


def test_what_another_authority_brought_is_not_changed() -> None:
    imported("Provider,Email,Phone\nPlot,plot@example.org,01670 000000\n")

    batch = brought("Provider,Email,Phone\nPlot,plot@example.org,01670 111111\n")

    assert (verdicts(batch), plan(batch, 2)) == (["same"], [["provider_theirs", ""], ["person_same", "Plot"]])


def test_the_same_register_again_changes_nothing() -> None:
    first = imported()

    again = brought(authority=first.authority)

    assert verdicts(again) == ["same", "same", "same"]


def test_a_register_with_news_shows_what_changes() -> None:
    first = imported()

    again = brought(REGISTER.replace("NE24 1AA", "NE24 1AB").replace("04/09/2025", "05/09/2025"), authority=first.authority)

    assert [plan(again, line) for line in (2, 4)] == [
        [
            ["provider_same", ""],
            ["person_same", "Rosa Thorne"],
            ["offer_same", "An allotment lunch"],
            ["check_new", "DBS_ENH"],
            ["check_same", "PLI"],
        ],
        [["provider_changed", "postcode"]],
    ]


def test_what_has_run_out_is_left_out() -> None:
    batch = brought("Provider,Email,Insurance expiry\nPlot,plot@example.org,1/1/2020\n")

    assert plan(batch, 2) == [["provider_new", ""], ["person_new", "Plot"], ["check_run_out", "PLI"]]


def test_words_that_a_certificate_says_are_refused_wherever_they_stand() -> None:
    lines = "Plot,plot@example.org,Rosa,one caution 1991\nBread,bread@example.org,Sam,cert 001234567890 seen\n"
    batch = brought("Provider,Email,Tutor,Role\n" + lines)

    assert [problems(batch, line)[0][0] for line in (2, 3)] == ["role", "role"]


def test_the_choice_of_columns_is_remembered_for_the_authority() -> None:
    batch = just_brought("Whom,Where to write,Remarks\nPlot,plot@example.org,x\n")
    choose_columns(by=batch.brought_by, batch=batch, columns={0: "provider", 1: "email", 2: ""}, **DEFAULTS)

    again = just_brought("Where to write,Whom,Remarks\nplot@example.org,Plot,x\n", authority=batch.authority)

    assert suggested(again) == {0: "email", 1: "provider", 2: ""}
    assert RememberedHeading.objects.filter(authority=batch.authority).count() == 3


def test_columns_can_be_chosen_again() -> None:
    batch = brought("Email,Provider\nPlot to Plate,plot@example.org\n")

    choose_columns(by=batch.brought_by, batch=batch, columns={0: "provider", 1: "email"}, **DEFAULTS)

    assert verdicts(batch) == ["new"]


@pytest.mark.parametrize(
    ("columns", "begins"),
    [
        ({0: "provider", 1: ""}, "No column is chosen for: E-mail address."),
        ({0: "provider", 1: "provider"}, "Two columns are used as"),
        ({0: "provider", 1: "check.NO_SUCH.done"}, "This column can't be used so."),
        ({0: "provider", 9: "email"}, "This column can't be used so."),
    ],
)
def test_columns_that_cannot_be_used_so_are_refused(columns: dict[int, str], begins: str) -> None:
    batch = just_brought("Provider,Email\nPlot,plot@example.org\n")

    with pytest.raises(MappingError) as refusal:
        choose_columns(by=batch.brought_by, batch=batch, columns=columns, **DEFAULTS)

    assert str(refusal.value.message).startswith(begins)


def test_a_column_that_is_not_kept_cannot_be_used() -> None:
    batch = just_brought("Provider,Email,Date of birth\nPlot,plot@example.org,1/1/1980\n")

    with pytest.raises(MappingError):
        choose_columns(by=batch.brought_by, batch=batch, columns={0: "provider", 1: "email", 2: "summary"}, **DEFAULTS)


def test_only_leads_of_the_authority_choose() -> None:
    batch = just_brought()

    with pytest.raises(NotAllowedError):
        choose_columns(by=lead_of(VettingAuthorityFactory()), batch=batch, columns={0: "provider"}, **DEFAULTS)
