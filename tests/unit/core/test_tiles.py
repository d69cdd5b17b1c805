import xml.etree.ElementTree as ElementTree

import pytest

from core.motifs import MOTIFS
from core.tiles import route, stroke, tile


@pytest.mark.parametrize("kind", ["session", "talk", "visit", "workplace", "work_experience", "challenge"])
@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_tile_is_a_drawing_hidden_from_readers(kind: str, motif: str) -> None:
    drawing = ElementTree.fromstring(tile(kind, motif, 7))  # noqa: S314  # our own drawing

    assert drawing.get("viewBox") == "0 0 320 200"
    assert drawing.get("aria-hidden") == "true"


def test_tile_is_the_same_for_ever() -> None:
    assert tile("session", "making", 1) == tile("session", "making", "1")


def test_tiles_differ_by_seed() -> None:
    assert len({tile("session", "making", seed) for seed in range(20)}) > 10


def test_tile_of_unknown_subject_is_still_a_tile() -> None:
    assert tile("session", "unheard-of", 1).startswith('<svg class="jn-tile"')


def test_tall_tile_is_cropped_round_its_interchange() -> None:
    width = tile("visit", "food", 3, tall=True).split('viewBox="')[1].split('"')[0].split()[2]

    assert width == "160"


def test_door_decides_the_pattern() -> None:
    path = "M0,0L9,9"

    assert stroke(path, "red", 10).count("<path") == 1
    assert stroke(path, "red", 10, "jn-third").count("<path") == 2
    assert 'stroke-dasharray="15 7"' in stroke(path, "red", 10, "jn-chal")


def test_route_softens_bends_and_keeps_its_ends() -> None:
    assert route([(0, 0), (100, 0), (100, 100)], radius=20) == "M0,0L80,0Q100,0 100,20L100,100"
