from django.urls import URLPattern, path

from search import views

app_name = "search"
urlpatterns: list[URLPattern] = [path("offers/", views.show_offers, name="offers")]
