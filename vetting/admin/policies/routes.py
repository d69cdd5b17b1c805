"""Addresses of the pages about policies."""

from django.urls import path

from vetting.admin.policies import actions, law, pages

DRAFT = "vetting/policies/versions/<int:pk>"

PATHS = [
    path("vetting/policies/", pages.PolicyListView.as_view(), name="vetting_policies"),
    path("vetting/rule-sets/", law.RuleSetsView.as_view(), name="vetting_rule_sets"),
    path("vetting/policies/<int:pk>/change/", actions.BeginView.as_view(), name="vetting_policy_begin"),
    path(f"{DRAFT}/", pages.DraftView.as_view(), name="vetting_policy_draft"),
    path(f"{DRAFT}/preview/", pages.PreviewView.as_view(), name="vetting_policy_preview"),
    path(f"{DRAFT}/settings/", actions.SettingsView.as_view(), name="vetting_policy_settings"),
    path(f"{DRAFT}/text/", actions.TextView.as_view(), name="vetting_policy_text"),
    path(f"{DRAFT}/propose/", actions.ProposeView.as_view(), name="vetting_policy_propose"),
    path(f"{DRAFT}/publish/", actions.PublishView.as_view(), name="vetting_policy_publish"),
    path(f"{DRAFT}/take-back/", actions.TakeBackView.as_view(), name="vetting_policy_take_back"),
    path(f"{DRAFT}/discard/", actions.DiscardView.as_view(), name="vetting_policy_discard"),
]
