from django.conf import settings
from django.urls import URLPattern, path, re_path

from portal.views import (
    accreditation,
    appeals,
    assurance,
    consents,
    declaring,
    demo,
    gallery,
    health,
    landing,
    offers,
    parts,
    providers,
    referees,
    reliance,
    requirements,
    robots,
    tasks,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("home/", landing.land, name="landing"),
    path("act-for/", parts.choose_part, name="part-choose"),
    path("offers/<slug:slug>/", offers.show_offer, name="offer"),
    path("offers/<slug:slug>/tasks/", tasks.show_tasks, name="offer-tasks"),
    path("offers/<slug:slug>/tasks/submit/", tasks.submit_offer, name="offer-submit"),
    path("offers/<slug:slug>/tasks/answer/", tasks.answer_officer, name="offer-answer"),
    path("offers/<slug:slug>/tasks/withdraw/", tasks.withdraw_offer, name="offer-withdraw"),
    path("offers/<slug:slug>/appeal/", appeals.appeal, name="offer-appeal"),
    path("offers/<slug:slug>/appeal/take-back/", appeals.take_back_appeal, name="offer-appeal-take-back"),
    path("offers/<slug:slug>/referees/<int:person>/", referees.name_referees, name="offer-referees"),
    path("offers/<slug:slug>/referees/<int:person>/<int:pk>/take-back/", referees.take_back_referee, name="referee-take-back"),
    path("offers/<slug:slug>/checks/<slug:code>/<slug:scope>/<int:subject>/", declaring.answer_check, name="offer-declare"),
    path("asked-of-me/", declaring.show_own_checks, name="own-checks"),
    path("offers/<slug:slug>/consent/<int:person>/", consents.allow_look_ups, name="offer-consent"),
    path("offers/<slug:slug>/consent/<int:person>/withdraw/", consents.stop_look_ups, name="offer-consent-withdraw"),
    path("providers/<slug:slug>/", providers.show_provider, name="provider"),
    path("provider/<slug:slug>/accreditation/", accreditation.show_accreditation, name="accreditation"),
    path("provider/<slug:slug>/accreditation/<int:person>/<int:authority>/begin/", accreditation.begin, name="accreditation-begin"),
    path("provider/<slug:slug>/accreditation/<int:pk>/declare/", accreditation.declare, name="accreditation-declare"),
    path("school/<int:pk>/assurance/", assurance.show_assurance, name="assurance"),
    re_path(r"^school/(?P<pk>\d+)/assurance/visitors\.(?P<kind>csv|xlsx)$", assurance.take_visitors, name="visitors"),
    path("school/<int:pk>/assurance/<slug:slug>/", assurance.show_letter, name="letter"),
    path("school/<int:pk>/assurance/<slug:slug>/file/", assurance.take_letter, name="letter-file"),
    path("school/<int:pk>/assurance/<slug:slug>/acceptance/", reliance.decide_on_provider, name="acceptance"),
    path("school/<int:pk>/assurance-lists/<int:authority>/", reliance.show_list, name="assurance-list"),
    path("school/<int:pk>/assurance-lists/<int:authority>/accept/", reliance.accept_for_a_year, name="assurance-list-accept"),
    path("school/<int:pk>/assurance-lists/<int:authority>/withdraw/", reliance.withdraw_for_all, name="assurance-list-withdraw"),
    path("school/<int:pk>/assurance-lists/<int:authority>/providers/<slug:slug>/", reliance.decide_on_list, name="assurance-list-provider"),
    path("school/<int:pk>/assurance-requirements/", requirements.edit_requirements, name="requirements"),
    path("school/<int:pk>/assurance-requirements/<int:requirement>/remove/", requirements.stop_asking, name="requirement-remove"),
    path("healthz", health.healthz, name="healthz"),
    path("health/", health.show_health, name="health"),
    path("robots.txt", robots.robots, name="robots"),
]

if settings.GALLERY:
    urlpatterns += [
        path("gallery/", gallery.show_parts, name="gallery"),
        path("gallery/forms/", gallery.show_forms, name="gallery-forms"),
        path("gallery/home/", gallery.show_home, name="gallery-home"),
    ]

if settings.DEMO:
    urlpatterns += [
        path("be-someone/", demo.be_someone, name="people"),
        path("demo/mails/", demo.show_mails, name="mails"),
        path("demo/mails/<int:pk>/", demo.show_mail, name="mail"),
        path("demo/mails/<int:pk>/body/", demo.show_mail_body, name="mail-body"),
    ]
