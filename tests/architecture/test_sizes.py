"""Rooms stay small. What is larger stands in a list that may only shrink."""

import ast
from pathlib import Path

from django.conf import settings

from config.paths import ROOT

MODULE_LINES = 250
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
TEST_LINES = 500
LARGER: dict[str, int] = {}  # path: lines it may have; take entries out, put none in


def code() -> list[Path]:
    folders = [*settings.LOCAL_APPS, "config", "scripts", "benchmarks"]
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def too_long(paths: list[Path], limit: int) -> list[str]:
    measured = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    return [f"{name}: {lines}" for name, lines in sorted(measured.items()) if lines > LARGER.get(name, limit)]


def test_modules_stay_small() -> None:
    assert too_long(code(), MODULE_LINES) == []


def test_test_modules_stay_small() -> None:
    assert too_long(list((ROOT / "tests").rglob("*.py")), TEST_LINES) == []


def test_templates_stay_small() -> None:
    assert too_long(list((ROOT / "templates").rglob("*.html")), TEMPLATE_LINES) == []


def test_functions_stay_small() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]

    assert long == []


def test_list_of_exceptions_holds_nothing_that_is_small_by_now() -> None:
    assert [name for name in LARGER if len((ROOT / name).read_text().splitlines()) <= MODULE_LINES] == []
