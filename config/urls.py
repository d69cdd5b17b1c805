"""The root of all addresses."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import RemovePasskeyView, SignupView
from portal.sitemaps import SITEMAPS

# Wagtail's own log-in pages know no second factor: they lead to ours.
shadowed = [
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
]

handler403 = "core.refusals.show_refusal"

urlpatterns: list[URLPattern | URLResolver] = [
    *shadowed,
    path("accounts/signup/", SignupView.as_view(), name="account_signup"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", RemovePasskeyView.as_view()),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("portal.urls")),
    path("", include("search.urls")),
    path("", include("schools.urls")),
    path("", include("directory.urls")),
    path("", include("bookings.urls")),
    path("", include("imports.urls")),
    path("", include("vetting.urls")),
    path("", include("cms.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # in debug only: nginx serves media in production
    path("", include(wagtail_urls)),
]
