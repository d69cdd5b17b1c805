"""What is found by which words, and in which order."""

import pytest

from search.contract import SearchRequest
from search.queries import find_offers
from tests.factories.directory import PersonFactory, ProviderFactory, VenueFactory
from tests.factories.search import found, indexed_offer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Arts/crafts in the yard", "crafts"),
        ("STEM/STEAM club", "steam"),
        ("Hands on science", "hands-on science"),
        ("Hands-on science", "hands on"),
        ("D&T in the shed", "design technology"),
        ("D&T in the shed", "d&t"),
        ("Design and technology", "DT"),
        ("An A-level taster", "a level"),
        ("IT for beginners", "it"),
        ("Computing for beginners", "ICT"),
        ("Café society", "cafe"),
        ("Cafe society", "Café"),
        ("Maths on the street", "mathematics"),
        ("Colour mixing", "color"),
        ("A theatre programme", "theater program"),
        ("Robots at work", "robotics"),
        ("Grow your lunch", "growing"),
        ("Gardens of the town", "gardening"),
        ("Children’s books", "children's books"),  # noqa: RUF001  # as word processors write it
        ("Children’s books", '"children\'s books"'),  # noqa: RUF001
    ],
)
def test_offers_are_found_however_they_are_written(written: str, asked: str) -> None:
    offer = indexed_offer(version__title=written)
    indexed_offer(version__title="Brass", version__subjects=["music"], version__summary="Six afternoons.", version__people=[])

    assert found(asked) == [offer.pk]


def test_all_words_must_be_there_anywhere_in_the_offer() -> None:
    both = indexed_offer(version__title="Bread", version__description="Baked in a boat.")
    indexed_offer(version__title="Boats to build")

    assert found("boat bread") == [both.pk]


def test_words_in_quotation_marks_must_stand_together() -> None:
    together = indexed_offer(version__title="A brass band plays")
    indexed_offer(version__title="A band with brass knobs")

    assert found('"brass band"') == [together.pk]


def test_a_word_with_a_minus_is_left_out() -> None:
    plain = indexed_offer(version__title="Bread for forty")
    indexed_offer(version__title="Bread and jam")

    assert found("bread -jam") == [plain.pk]


def test_a_number_without_a_year_is_a_word_and_year_9_does_not_find_7_to_9() -> None:
    seven = indexed_offer(version__title="The 9 arches", version__year_from=3, version__year_to=4)
    nine = indexed_offer(version__title="Robots", version__year_from=7, version__year_to=9, version__description="For years 7-9.")

    assert found("9 arches") == [seven.pk]
    assert found("year 9") == [nine.pk]


@pytest.mark.parametrize("text", ["", "   ", "of the", '"', "!!!", "🎉", "-"])
def test_nothing_to_look_for_shows_everything(text: str) -> None:
    one, other = indexed_offer(), indexed_offer()

    assert sorted(found(text)) == [one.pk, other.pk]


@pytest.mark.parametrize("text", ["'); DROP TABLE search_term; --", "bread & (((", "a:* <-> !b", "\\' %s %(words)s"])
def test_junk_finds_nothing_and_breaks_nothing(text: str) -> None:
    indexed_offer(version__title="Clay")

    assert find_offers(SearchRequest(text=text)).total == 0


def test_a_character_that_no_database_takes_only_parts_words() -> None:
    offer = indexed_offer(version__title="Clay and bread")

    assert found("bread\x00clay") == [offer.pk]


def test_a_title_counts_more_than_a_summary_and_that_more_than_the_rest() -> None:
    body = indexed_offer(version__title="One", version__summary="Nothing here.", version__description="A lighthouse somewhere in the text.")
    summary = indexed_offer(version__title="Two", version__summary="Draw the lighthouse.")
    title = indexed_offer(version__title="Lighthouse", version__summary="Look.")

    assert found("lighthouse") == [title.pk, summary.pk, body.pk]


def test_the_word_as_typed_ranks_above_another_of_the_same_stem() -> None:
    university = indexed_offer(version__title="University life")
    universe = indexed_offer(version__title="Universe in a day")

    assert found("universe") == [universe.pk, university.pk]
    assert found("university") == [university.pk, universe.pk]


def test_of_equal_fits_the_newest_comes_first() -> None:
    older, newer = indexed_offer(), indexed_offer()

    assert found() == [newer.pk, older.pk]


def test_providers_public_names_places_subjects_and_stages_are_found() -> None:
    venue = VenueFactory(name="Plessey Mill", town="Blyth")
    offer = indexed_offer(
        provider=ProviderFactory(name="Quay Turbines", postcode="NE24 1AB"),
        kind="workplace",
        version__setting="host_site",
        version__venue=venue,
        version__subjects=["geography"],
        version__people=[PersonFactory(name="Rosamund Brown", public_name="Rosa, welder", open_all_week=True)],
    )
    indexed_offer(version__subjects=["music"])

    for text in ("turbines", "welder", "plessey mill", "blyth", "geography", "NE24", "workplace"):
        assert found(text) == [offer.pk], text


def test_what_is_not_public_is_found_by_no_word() -> None:
    venue = VenueFactory(name="Hollow Cottage", street="Secret Lane", town="Ashington", is_public_place=False)
    provider = ProviderFactory(contact_email="rosamund@example.org", contact_phone="01670 555000")
    indexed_offer(
        provider=provider,
        version__setting="host_site",
        version__venue=venue,
        version__people=[PersonFactory(name="Rosamund Brown", public_name="Rosa, gardener", open_all_week=True)],
    )

    for text in ("rosamund", "brown", "hollow cottage", "secret", "ashington", "01670", "555000"):
        assert find_offers(SearchRequest(text=text, correct=False)).total == 0, text


def test_where_nothing_has_all_the_words_some_are_enough_and_it_is_said() -> None:
    offer = indexed_offer(version__title="Bread for forty")

    page = find_offers(SearchRequest(text="bread volcano", correct=False))

    assert ([hit.offer_id for hit in page.hits], page.any_word) == ([offer.pk], True)


def test_what_was_found_is_marked() -> None:
    indexed_offer(version__title="Bread", version__summary="Hands-on arts/crafts <b>&</b> more.")

    (hit,) = find_offers(SearchRequest(text="craft hands")).hits

    assert hit.highlight == "\ue000Hands\ue001-on arts/\ue000crafts\ue001 <b>&</b> more."


def test_where_the_summary_says_nothing_of_it_the_place_in_the_text_is_shown() -> None:
    before, after = "First we sharpen. " * 9, " Then we sweep up, and go home." * 9
    indexed_offer(version__summary="Six afternoons.", version__description=f"{before}Each pupil carves an owl from lime wood.{after}")

    (hit,) = find_offers(SearchRequest(text="owls")).hits

    assert "Each pupil carves an \ue000owl\ue001 from lime wood." in hit.highlight
    assert (hit.highlight[:2], hit.highlight[-2:]) == ("… ", " …")


def test_a_short_text_is_shown_whole() -> None:
    indexed_offer(version__summary="Six afternoons.", version__description="Each pupil carves an owl.")

    (hit,) = find_offers(SearchRequest(text="owls")).hits

    assert hit.highlight == "Each pupil carves an \ue000owl\ue001"
