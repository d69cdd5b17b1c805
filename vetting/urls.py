from django.urls import URLPattern, path

from vetting.views import references

app_name = "vetting"
urlpatterns: list[URLPattern] = [
    path("reference/<str:token>/", references.answer_reference, name="reference"),
]
