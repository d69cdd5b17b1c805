from django.urls import URLPattern, URLResolver, include, path

from directory.views import availability, offer_moves, offers, people, photos, providers, venues

app_name = "directory"

of_offer = [
    path("", offers.show_editor, name="offer-editor"),
    path("timeline/", offers.edit_timeline, name="offer-timeline"),
    path("photos/", photos.edit_photos, name="offer-photos"),
    path("photos/<int:photo_pk>/", photos.edit_photo, name="photo-edit"),
    path("photos/<int:photo_pk>/remove/", photos.remove_photo, name="photo-remove"),
    path("photos/<int:photo_pk>/first/", photos.put_photo_first, name="photo-first"),
    path("audience/", offer_moves.set_audience, name="offer-audience"),
    path("copy/", offer_moves.copy_offer, name="offer-copy"),
    path("discard/", offer_moves.discard_changes, name="offer-discard"),
    path("move/<slug:move>/", offer_moves.move_offer, name="offer-move"),
    path("page/<slug:page>/", offers.edit_page, name="offer-page"),
]
of_venue = [
    path("", venues.edit_venue, name="venue-edit"),
    path("access/", venues.answer_access, name="venue-access"),
    path("remove/", venues.remove_venue, name="venue-remove"),
    path("spaces/new/", venues.add_space, name="space-add"),
    path("spaces/<int:space_pk>/", venues.edit_space, name="space-edit"),
    path("spaces/<int:space_pk>/archive/", venues.archive_space, name="space-archive"),
]
of_times = [
    path("", availability.edit_times, name="availability-edit"),
    path("weekly/<int:window_pk>/remove/", availability.remove_window, name="window-remove"),
    path("days/<int:exception_pk>/remove/", availability.remove_exception, name="exception-remove"),
]
of_provider: list[URLPattern | URLResolver] = [
    path("", providers.show_overview, name="provider-overview"),
    path("profile/", providers.edit_profile, name="provider-edit"),
    path("close/", providers.close_provider, name="provider-close"),
    path("reopen/", providers.reopen_provider, name="provider-reopen"),
    path("people/", people.list_people, name="people-list"),
    path("people/new/", people.add_person, name="person-add"),
    path("people/<int:pk>/", people.edit_person, name="person-edit"),
    path("people/<int:pk>/remove/", people.remove_person, name="person-remove"),
    path("places/", venues.list_venues, name="venues-list"),
    path("places/new/", venues.add_venue, name="venue-add"),
    path("places/<int:pk>/", include(of_venue)),
    path("offers/", offers.list_offers, name="offers-list"),
    path("offers/new/", offers.start_offer, name="offer-start"),
    path("offers/<int:pk>/", include(of_offer)),
    path("open-times/", availability.list_owners, name="availability-list"),
    path("open-times/<slug:sort>/<int:pk>/", include(of_times)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("provider/start/", providers.start_provider, name="provider-start"),
    path("provider/<slug:slug>/", include(of_provider)),
]
