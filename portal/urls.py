from django.conf import settings
from django.urls import URLPattern, path

from portal.views import gallery

app_name = "portal"
urlpatterns: list[URLPattern] = []

if settings.GALLERY:
    urlpatterns += [
        path("gallery/", gallery.show_parts, name="gallery"),
        path("gallery/forms/", gallery.show_forms, name="gallery-forms"),
        path("gallery/home/", gallery.show_home, name="gallery-home"),
    ]
