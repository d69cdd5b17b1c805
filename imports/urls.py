from django.urls import path

from imports import views

app_name = "imports"
urlpatterns = [path("claim/<slug:token>/", views.claim, name="claim")]
