from django.urls import URLPattern, URLResolver, include, path

from schools.views import calendars, groups, joining, people, schools

app_name = "schools"

calendar = [
    path("", calendars.show_calendar, name="calendar"),
    path("days/add/", calendars.add_day, name="day-add"),
    path("days/open/", calendars.open_day, name="day-open"),
    path("days/<int:day_pk>/remove/", calendars.remove_day, name="day-remove"),
    path("<slug:code>/terms/", calendars.edit_terms, name="terms-edit"),
    path("<slug:code>/terms/drop/", calendars.drop_terms, name="terms-drop"),
    path("<slug:code>/confirm/", calendars.confirm_calendar, name="calendar-confirm"),
]
members = [
    path("", people.list_people, name="people"),
    path("invite/", people.invite, name="invite"),
    path("invitations/<int:invitation_pk>/revoke/", people.revoke_invitation, name="invitation-revoke"),
    path("<int:member_pk>/", people.edit_roles, name="member"),
    path("<int:member_pk>/remove/", people.remove_member, name="member-remove"),
]
pupil_groups = [
    path("", groups.list_groups, name="groups"),
    path("add/", groups.add_group, name="group-add"),
    path("<int:group_pk>/", groups.edit_group, name="group"),
    path("<int:group_pk>/archive/", groups.archive_group, name="group-archive"),
]
school: list[URLPattern | URLResolver] = [
    path("", schools.show_school, name="school-detail"),
    path("times/", schools.edit_times, name="times-edit"),
    path("calendar/", include(calendar)),
    path("people/", include(members)),
    path("groups/", include(pupil_groups)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("schools/join/", joining.find_school, name="join"),
    path("schools/join/asked/", joining.show_asked, name="join-asked"),
    path("schools/join/asked/<int:pk>/withdraw/", joining.withdraw, name="join-withdraw"),
    path("schools/join/<int:pk>/", joining.ask_to_join, name="join-ask"),
    path("schools/invitations/<slug:token>/", joining.answer_invitation, name="invitation"),
    path("school/<int:pk>/", include(school)),
]
