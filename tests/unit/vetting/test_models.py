"""What the database and the models themselves hold true."""

import importlib
import pkgutil

import pytest
from django import forms
from django.apps import apps
from django.db import models, transaction
from django.db.utils import IntegrityError
from django.forms import Form, ModelForm

import vetting
from tests.factories.accounts import UserFactory
from tests.factories.directory import PersonFactory, ProviderFactory
from tests.factories.vetting import (
    AssuranceStatementFactory,
    CaseFactory,
    CaseNoteFactory,
    CheckFactory,
    ClearanceFactory,
    DecisionFactory,
    OfficerFactory,
    PlannedUseFactory,
    RegulatedActivityAssessmentFactory,
    SchoolAcceptanceFactory,
    SuspensionFactory,
)
from vetting.models import Case, Check, ClearancePeriod

pytestmark = pytest.mark.django_db


def test_acceptance_case_6_no_model_of_vetting_can_hold_a_file() -> None:
    fields = [field for model in apps.get_app_config("vetting").get_models() for field in model._meta.get_fields()]

    assert [field for field in fields if isinstance(field, models.FileField | models.BinaryField)] == []


def test_acceptance_case_6_no_form_of_vetting_takes_a_file() -> None:
    names = [module.name for module in pkgutil.walk_packages(vetting.__path__, "vetting.") if ".migrations" not in module.name]
    found = [thing for name in names for thing in vars(importlib.import_module(name)).values()]
    kinds = {one for one in found if isinstance(one, type) and issubclass(one, Form | ModelForm) and one.__module__.startswith("vetting.")}

    assert [(one, field) for one in kinds for field in one.base_fields.values() if isinstance(field, forms.FileField)] == []


def test_a_check_is_about_exactly_one_thing() -> None:
    for about in ({"person": None}, {"person": PersonFactory(), "provider": ProviderFactory()}):
        with pytest.raises(IntegrityError, match="vetting_check_one_subject"), transaction.atomic():
            CheckFactory(**about)


def test_a_check_runs_out_after_it_was_issued() -> None:
    check = CheckFactory()

    with pytest.raises(IntegrityError, match="vetting_check_dates"), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(issued_on="2027-01-02", expires_on="2027-01-01")


def test_a_case_that_waits_knows_since_when() -> None:
    case = CaseFactory(waiting=True)

    with pytest.raises(IntegrityError, match="vetting_case_waits_since"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(waiting_since=None)


def test_one_case_of_a_version_is_open_at_a_time() -> None:
    case = CaseFactory()

    with pytest.raises(IntegrityError, match="vetting_case_one_open"), transaction.atomic():
        CaseFactory(offer=case.offer)


def test_one_clearance_of_a_person_stands_for_each_authority() -> None:
    clearance = ClearanceFactory()

    with pytest.raises(IntegrityError, match="vetting_clearance_one_person"), transaction.atomic():
        ClearanceFactory(person=clearance.person, authority=clearance.authority)
    ClearanceFactory(person=clearance.person, authority=clearance.authority, state="withdrawn")


def test_everything_says_what_it_is() -> None:
    check, officer, case = CheckFactory(), OfficerFactory(role="lead"), CaseFactory(reference="V-000007")
    clearance, use = ClearanceFactory(), PlannedUseFactory(date="2026-11-04")
    assessment, suspension = RegulatedActivityAssessmentFactory(), SuspensionFactory()
    statement, acceptance = AssuranceStatementFactory(), SchoolAcceptanceFactory()

    assert str(check) == "ID_VERIFIED Recorded, waiting for a second officer"
    assert str(officer) == f"{officer.user}, Vetting lead, {officer.authority}"
    assert (str(case), str(CaseNoteFactory(case=case))) == (f"V-000007 {case.provider}", f"note on V-000007 {case.provider}")
    assert str(DecisionFactory(case=case)) == f"V-000007 {case.provider} Cleared"
    assert (str(clearance), str(suspension)) == (f"clearance {clearance.pk}", f"suspension of {suspension.clearance}")
    assert str(ClearancePeriod(level="supervised", days="[]")) == "supervised []"
    assert (str(use), str(assessment)) == (f"{use.person} on 2026-11-04", f"R3 for {assessment.person}")
    assert str(statement) == f"{statement.authority} on {statement.provider}"
    assert str(acceptance) == f"{acceptance.school} accepts {acceptance.provider}"
    assert str(check.authority.policy) == "england 2026-09"
    assert UserFactory(first_name="Ada", last_name="Green").name == "Ada Green"
