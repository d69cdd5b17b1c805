"""Addresses of booking. The references of bookings are read out on the telephone, so they stand in addresses too."""

from django.urls import URLPattern, path

from bookings.views import answers, bookings, concerns, dates, feeds, invitations, observations, requests, risks, sessions, weeks

app_name = "bookings"
urlpatterns: list[URLPattern] = [
    path("bookings/", bookings.booking_list, name="booking-list"),
    path("bookings/ask/<slug:slug>/", requests.request_start, name="request-start"),
    path("bookings/sessions/<uuid:uuid>/call-off/", sessions.session_cancel, name="session-cancel"),
    path("bookings/sessions/<uuid:uuid>/outcome/", sessions.session_outcome, name="session-outcome"),
    path("bookings/observations/<int:pk>/", observations.answer_observation, name="observation"),
    path("bookings/substitutions/<int:pk>/answer/", risks.substitution_answer, name="substitution-answer"),
    path("bookings/<str:reference>/", bookings.booking_detail, name="booking-detail"),
    path("bookings/<str:reference>/group/", requests.request_group, name="request-group"),
    path("bookings/<str:reference>/dates/", dates.request_dates, name="request-dates"),
    path("bookings/<str:reference>/access/", requests.request_access, name="request-access"),
    path("bookings/<str:reference>/check/", requests.request_check, name="request-check"),
    path("bookings/<str:reference>/without/", requests.request_drop_dates, name="request-drop-dates"),
    path("bookings/<str:reference>/discard/", requests.request_discard, name="request-discard"),
    path("bookings/<str:reference>/withdraw/", bookings.booking_withdraw, name="booking-withdraw"),
    path("bookings/<str:reference>/answer/", answers.booking_answer, name="booking-answer"),
    path("bookings/<str:reference>/approve/", answers.booking_approve, name="booking-approve"),
    path("bookings/<str:reference>/accept/", answers.booking_accept, name="booking-accept"),
    path("bookings/<str:reference>/call-off/", sessions.booking_cancel, name="booking-cancel"),
    path("bookings/<str:reference>/at-risk/", risks.booking_at_risk, name="booking-at-risk"),
    path("bookings/<str:reference>/message/", bookings.booking_message, name="booking-message"),
    path("bookings/<str:reference>/concern/", concerns.booking_concern, name="booking-concern"),
    path("bookings/<str:reference>/print/", bookings.booking_print, name="booking-print"),
    path("bookings/<str:reference>/calendar.ics", bookings.booking_calendar, name="booking-calendar"),
    path("answer/<str:token>/", answers.answer, name="answer"),
    path("calendar/<str:token>.ics", feeds.calendar_feed, name="calendar-feed"),
    path("school/<int:pk>/week/", weeks.school_week, name="school-week"),
    path("school/<int:pk>/calendar-address/", feeds.school_feed, name="school-feed"),
    path("school/<int:pk>/invitations-to-providers/", invitations.invitation_list, name="invitation-list"),
    path("school/<int:pk>/invitations-to-providers/new/", invitations.invitation_new, name="invitation-new"),
    path("school/<int:pk>/invitations-to-providers/<int:invitation_pk>/revoke/", invitations.invitation_revoke, name="invitation-revoke"),
    path("invitations/provider/<str:token>/", invitations.provider_invitation, name="provider-invitation"),
    path("provider/<slug:slug>/week/", weeks.provider_week, name="provider-week"),
    path("provider/<slug:slug>/calendar-address/", feeds.provider_feed, name="provider-feed"),
    path("provider/<slug:slug>/bookings/", bookings.provider_bookings, name="provider-bookings"),
    path("provider/<slug:slug>/requests/<int:pk>/", invitations.provider_request, name="provider-request"),
]
