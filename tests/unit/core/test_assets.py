import hashlib
from pathlib import Path

import pytest

from core import assets
from core.assets import AssetError, Workshop, build


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A checkout with one line of style, whose packages are installed already."""
    root = tmp_path / "checkout"
    for folder in ("assets/scripts", "assets/images", "node_modules"):
        (root / folder).mkdir(parents=True)
    (root / "package.json").write_text("{}")
    (root / "package-lock.json").write_text("{}")
    (root / "assets" / "junction.scss").write_text("a { b { color: red; } }")
    (root / "assets" / "scripts" / "junction.js").write_text("export {};")
    (root / "assets" / "images" / "logo.svg").write_text("<svg/>")
    for source in assets.COPIES:
        (root / "node_modules" / source).parent.mkdir(parents=True, exist_ok=True)
        (root / "node_modules" / source).write_text("export {};//# sourceMappingURL=there.map")
    (root / "node_modules" / ".installed-from").write_text(hashlib.sha256(b"{}").hexdigest())
    return Workshop(root=root, target=tmp_path / "static")


def test_build_makes_style_sheet_scripts_and_images(workshop: Workshop) -> None:
    made = build(workshop)

    assert made is True
    assert (workshop.result / "junction.css").read_text().strip() == "a b{color:red}"
    assert (workshop.result / "junction.js").read_text() == "export {};"
    assert (workshop.result / "images" / "logo.svg").read_text() == "<svg/>"


def test_build_drops_pointers_to_source_maps_that_are_not_shipped(workshop: Workshop) -> None:
    build(workshop)

    assert (workshop.result / "govuk-frontend.min.js").read_text() == "export {};"


def test_build_does_nothing_twice(workshop: Workshop) -> None:
    build(workshop)

    assert build(workshop) is False


def test_build_can_be_forced(workshop: Workshop) -> None:
    build(workshop)

    assert build(workshop, force=True) is True


def test_build_follows_a_change_of_style(workshop: Workshop) -> None:
    build(workshop)
    (workshop.root / "assets" / "junction.scss").write_text("i { color: blue; }")

    assert build(workshop) is True
    assert (workshop.result / "junction.css").read_text().strip() == "i{color:blue}"


def test_style_that_does_not_compile_leaves_the_old_result(workshop: Workshop) -> None:
    build(workshop)
    (workshop.root / "assets" / "junction.scss").write_text("i { color: ")

    with pytest.raises(AssetError, match="does not compile"):
        build(workshop)

    assert (workshop.result / "junction.css").read_text().strip() == "a b{color:red}"


def test_place_that_cannot_be_written_is_said_in_one_sentence(workshop: Workshop) -> None:
    workshop.target.parent.joinpath("static").write_text("a file stands where the folder should be")

    with pytest.raises(AssetError, match="could not be written"):
        build(workshop)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("npm error code EAI_AGAIN\nnpm error request failed", "The package registry cannot be reached"),
        ("npm error code ENOTFOUND", "The package registry cannot be reached"),
        ("npm error code ECONNREFUSED", "The package registry cannot be reached"),
        ("npm error code ENOSPC", "The disk is full"),
        ("npm error something else", "npm could not install the packages"),
    ],
)
def test_npm_failure_is_explained(output: str, sentence: str) -> None:
    assert assets._explain(output).startswith(sentence)
