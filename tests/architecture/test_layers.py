"""What import-linter cannot see."""

import ast
import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from config.paths import ROOT

LAYERS = [
    {"core"},
    {"accounts"},
    {"schools"},
    {"directory"},
    {"vetting"},
    {"bookings", "search", "imports"},
    {"portal", "cms"},
]
RANK = {app: rank for rank, row in enumerate(LAYERS) for app in row}
INCLUDE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
TEMPLATES = ROOT / "templates"
SHARED = {"components", "emails", "django", "base.html", "allauth", "icons"}


def modules() -> list[Path]:
    return [path for app in settings.LOCAL_APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def test_every_local_app_is_in_the_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "apps")
    named = {name.strip(" ()") for layer in layers for name in layer.split("|")}

    assert set(settings.LOCAL_APPS) <= named


def test_no_relation_of_a_model_points_upward() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in RANK
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
        and not isinstance(field.related_model, str)
        and RANK.get(field.related_model._meta.app_label, -1) > RANK[model._meta.app_label]
    ]

    assert upward == []


def test_templates_use_only_components_their_own_folder_or_lower_apps() -> None:
    wrong = [
        f"{path.relative_to(TEMPLATES)} uses {target}"
        for path in TEMPLATES.rglob("*.html")
        for target in INCLUDE.findall(path.read_text())
        if (folder := target.split("/")[0]) not in SHARED
        and (own := path.relative_to(TEMPLATES).parts[0]) in RANK
        and folder in RANK
        and folder != own
        and not RANK[folder] < RANK[own]
        and not (own == "cms" and folder == "portal")
    ]

    assert wrong == []


def test_only_the_state_machine_assigns_a_state() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        if path != ROOT / "core" / "states.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute)
        and target.attr == "state"
        and not (isinstance(target.value, ast.Name) and target.value.id == "self")
    ]
    wrong += [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        if path != ROOT / "core" / "states.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"update", "bulk_update"}
        and any(keyword.arg == "state" for keyword in node.keywords)
    ]

    assert wrong == []


def test_no_business_hangs_on_saving() -> None:
    saving = re.compile(r"\b(post_save|post_delete|pre_save|pre_delete)\b")

    assert [str(path.relative_to(ROOT)) for path in modules() if saving.search(path.read_text())] == []
