from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [path("search-pages/", views.search_pages, name="page-search")]
